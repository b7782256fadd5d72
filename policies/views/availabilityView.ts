import type { StrategyItem } from "../../components/cluster/rules/capacityStrategy.js";
import { countRange } from "../../components/service/rules/serviceCount.js";
import { spotMix } from "../../components/cluster/rules/spotMix.js";
import type { Reader } from "../resource/reader.js";

/** How many tasks of a service run for sure. Each read throws `UnknownLeaf` where its value is not known. */
export interface AvailabilityView {
  /** The count that it starts with; nothing where it says none, or has a task on each instance. */
  count(): number | undefined;
  /** Least counts that a timetable of its own sets. */
  scheduledCounts(): number[];
  /** What it runs on; empty where the cluster, which is not seen, or a launch type says it. */
  strategy(): StrategyItem[];
}

/** What the arguments of our component say. */
export function componentAvailability(args: Reader): AvailabilityView {
  const scaling = args.get("scaling");
  const isDaemon = () => args.get("schedulingStrategy").string() === "DAEMON";
  return {
    count: () => {
      if (isDaemon()) return undefined;
      return scaling.exists()
        ? scaling.get("minCapacity").number()
        : countRange({ desiredCount: args.get("desiredCount").number() }).start;
    },
    scheduledCounts: () =>
      (scaling.get("schedules").list() ?? []).flatMap(
        (schedule) => schedule.get("minCapacity").number() ?? [],
      ),
    strategy: () => {
      if (isDaemon()) return [];
      const tasks = args.get("spotAboveTasks").number();
      if (tasks !== undefined) return spotMix(tasks);
      const ofCluster = args.get("cluster").get("defaultCapacityProviderStrategies");
      return strategyItems(args.get("capacityProviderStrategies").list() ?? ofCluster.list());
    },
  };
}

/** What the resource says. Without a count it leaves that to an autoscaler, which is a resource of its own. */
export function resourceAvailability(inputs: Reader): AvailabilityView {
  const isDaemon = () => inputs.get("schedulingStrategy").string() === "DAEMON";
  return {
    count: () => (isDaemon() ? undefined : inputs.get("desiredCount").number()),
    scheduledCounts: () => [],
    strategy: () => strategyItems(inputs.get("capacityProviderStrategies").list()),
  };
}

/** The items of a capacity provider strategy. */
export function strategyItems(items: readonly Reader[] = []): StrategyItem[] {
  return items.map((item) => ({
    capacityProvider: item.get("capacityProvider").string() ?? "",
    weight: item.get("weight").number(),
    base: item.get("base").number(),
  }));
}
