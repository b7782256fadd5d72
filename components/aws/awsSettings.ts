import * as pulumi from "@pulumi/pulumi";

import type { AwsSettings } from "./providerSettings.js";
import { SETTINGS, settingsFrom } from "./providerSettings.js";

/**
 * The settings of a component's AWS provider: of an explicit one, or of the stack's. Read them in the component's
 * constructor, while the configuration is that of its stack. They may hold secrets.
 */
export function awsSettings(component: pulumi.Resource): pulumi.Output<AwsSettings> {
  return explicitSettings(component) ?? stackSettings();
}

/**
 * The settings of a component's explicit provider; nothing without one. The engine is asked for them, since an object of
 * the provider shows a part only, and none of it to a component of a program in another language.
 */
export function explicitSettings(
  component: pulumi.Resource,
): pulumi.Output<AwsSettings> | undefined {
  const state = providerState(component);
  return state && pulumi.secret(state.apply((all) => settingsFrom((key) => all[key])));
}

/** All that the engine knows of a component's explicit provider; nothing without one. It may hold secrets. */
export function providerState(
  component: pulumi.Resource,
): pulumi.Output<Record<string, unknown>> | undefined {
  const provider = component.getProvider("aws:ecs/service:Service");
  if (provider === undefined) return undefined;
  const found = pulumi.runtime.invokeOutput<{ state?: Record<string, unknown> }>(
    "pulumi:pulumi:getResource",
    { urn: provider.urn },
    {},
  );
  return pulumi.unsecret(found).apply(({ state = {} }) => state);
}

function stackSettings(): pulumi.Output<AwsSettings> {
  const config = new pulumi.Config("aws");
  return pulumi
    .all(SETTINGS.map((key) => config.getSecret(key)))
    .apply((values) => settingsFrom((key) => values[SETTINGS.indexOf(key)]));
}
