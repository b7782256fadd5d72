import * as pulumi from "@pulumi/pulumi";

import { serviceVolumeConfiguration } from "./ecs/ebsVolume.js";
import { rawField } from "./reference.js";
import type { TaskDefinitionRef } from "./taskDefinitionRef.js";

/** What a service takes of its task definition's disk; nothing where it is known to have none. */
export function serviceVolume(taskDefinition: pulumi.Input<TaskDefinitionRef>) {
  const volume = rawField(taskDefinition, "ebsVolume");
  if (volume === undefined) return {};
  const volumeConfiguration = pulumi
    .output(volume)
    .apply((known) => known && serviceVolumeConfiguration(known));
  return { volumeConfiguration };
}
