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
function changed<T>(input: unknown, change: (known: T) => unknown): unknown {
  if (input === undefined) return undefined;
  if (pulumi.Output.isInstance(input)) return (input as pulumi.Output<T>).apply(change);
  return change(input as T);
}

/** The only element of a list. */
function only(list: unknown): unknown {
  return changed<unknown[]>(list, (known) => (known.length === 1 ? known[0] : known));
}

function connectServices(services: unknown): unknown {
  return changed<Properties[]>(services, (known) =>
    known.map((service) => ({ ...service, clientAlias: only(service.clientAlias) })),
  );
}

const SINGLE: Readonly<Record<string, (props: Properties) => Properties>> = {
  "aws:route53/record:Record": (props) => ({ ...props, aliases: only(props.aliases) }),
  "aws:ecs/service:Service": (props) => ({
    ...props,
    serviceConnectConfiguration: changed<Properties>(
      props.serviceConnectConfiguration,
      (known) => ({
        ...known,
        services: connectServices(known.services),
      }),
    ),
  }),
};

// Not `registerResourceTransform`: the engine of these tests refused it when the program began.
pulumi.runtime.registerStackTransformation(({ type, props, opts }) => {
  const change = SINGLE[type];
  return change && { props: change(props as Properties), opts };
});
