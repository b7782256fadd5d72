import * as pulumi from "@pulumi/pulumi";

import { serviceVolumeConfiguration } from "../taskDefinition/rules/volume/ebsVolume.js";
import { rawField } from "../argument/refField.js";
import type { TaskDefinitionRef } from "../taskDefinition/args/taskDefinitionRef.js";

/** What a service takes of its task definition's disk; nothing where it is known to have none. */
export function serviceVolume(taskDefinition: pulumi.Input<TaskDefinitionRef>) {
  const volume = rawField(taskDefinition, "ebsVolume");
  if (volume === undefined) return {};
  const volumeConfiguration = pulumi
    .output(volume)
    .apply((known) => known && serviceVolumeConfiguration(known));
  return { volumeConfiguration };
}
