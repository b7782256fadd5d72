/**
 * Imported first by a copy of a program: makes one object of each list that `@pulumi/aws` has and the engine's stand-in
 * for Pulumi's AWS plugin has not, since the provider's schema lets it have one element only. Pulumi's own plugin knows
 * which ones stayed lists. Nothing else of any resource is touched, so that the provider judges all of it.
 */
import * as pulumi from "@pulumi/pulumi";

type Properties = Record<string, unknown>;

/**
 * Changes an input that the program may not know yet. What is known stays known: as an output, all of it would be unknown
 * to the provider as soon as one leaf is.
 */
function changed(input: unknown, change: (known: object) => unknown): unknown {
  if (input === undefined) return undefined;
  if (pulumi.Output.isInstance(input)) return (input as pulumi.Output<object>).apply(change);
  return change(input as object);
}

/** The only element of a list. */
function only(list: unknown): unknown {
  return changed(list, (known) => {
    const elements: unknown[] = Object.values(known);
    return elements.length === 1 ? elements[0] : known;
  });
}

function connectServices(services: unknown): unknown {
  return changed(services, (known) =>
    Object.values<Properties>({ ...known }).map((service) => ({
      ...service,
      clientAlias: only(service.clientAlias),
    })),
  );
}

const SINGLE: Readonly<Record<string, (props: Properties) => Properties>> = {
  "aws:route53/record:Record": (props) => ({
    ...props,
    aliases: only(props.aliases),
    failoverRoutingPolicies: only(props.failoverRoutingPolicies),
    geolocationRoutingPolicies: only(props.geolocationRoutingPolicies),
    latencyRoutingPolicies: only(props.latencyRoutingPolicies),
    weightedRoutingPolicies: only(props.weightedRoutingPolicies),
  }),
  "aws:ecs/service:Service": (props) => ({
    ...props,
    serviceConnectConfiguration: changed(props.serviceConnectConfiguration, (known) => ({
      ...known,
      services: connectServices((known as Properties).services),
    })),
  }),
};

// Not `registerResourceTransform`: the engine of these tests refused it when the program began.
pulumi.runtime.registerStackTransformation(({ type, props, opts }) => {
  const change = SINGLE[type];
  return change && { props: change(props), opts };
});
