import type * as pulumi from "@pulumi/pulumi";

/** What predictive scaling forecasts. */
export const PredictiveMetric = {
  Cpu: "ECSServiceCPUUtilization",
  Memory: "ECSServiceMemoryUtilization",
  Requests: "ALBRequestCount",
} as const;
/** What predictive scaling forecasts. */
export type PredictiveMetric = (typeof PredictiveMetric)[keyof typeof PredictiveMetric];

/** What predictive scaling does with its forecasts. */
export const PredictiveMode = {
  /** Shows them only, to be judged before it acts on them. */
  ForecastOnly: "ForecastOnly",
  ForecastAndScale: "ForecastAndScale",
} as const;
/** What predictive scaling does with its forecasts. */
export type PredictiveMode = (typeof PredictiveMode)[keyof typeof PredictiveMode];

/**
 * Scaling ahead of load that comes back every day or week. It needs a day's history, and only adds tasks: leave a target
 * beside it to take them away.
 *
 * @see https://docs.aws.amazon.com/AmazonECS/latest/developerguide/predictive-auto-scaling.html
 */
export interface PredictiveScalingArgs {
  /**
   * What is forecast.
   *
   * @default "ECSServiceCPUUtilization"
   */
  metric?: PredictiveMetric;
  /** Value that is aimed at: percent for CPU and memory, requests a minute for each task else. */
  targetValue: pulumi.Input<number>;
  /**
   * What is done with the forecasts.
   *
   * @default "ForecastOnly"
   */
  mode?: PredictiveMode;
  /**
   * Seconds by which tasks start before they are needed, 0 to 3600.
   *
   * @default 300
   */
  schedulingBufferSeconds?: pulumi.Input<number>;
}
