import { balancingTypes } from "./balancingTypes.js";
import { viewOf } from "./viewOf.js";

/** A listener of a load balancer. Each read throws `UnknownLeaf` where its value is not known. */
export interface ListenerView {
  /** How messages name it: `listener 'https'`. */
  readonly label: string;
  protocol(): string | undefined;
  /** Whether it has a certificate, known or not. */
  hasCertificate(): boolean;
  /** Which versions and ciphers of TLS it takes; nothing where AWS chooses, by its oldest policy. */
  tlsPolicy(): string | undefined;
}

/** Types of listeners. */
export const LISTENER_TYPES = balancingTypes("listener:Listener");

/** A view of the listener that a resource is; nothing for any other resource. */
export const listenerView = viewOf(
  LISTENER_TYPES,
  (inputs, { name }): ListenerView => ({
    label: `listener '${name}'`,
    protocol: () => inputs.get("protocol").string(),
    hasCertificate: () => inputs.get("certificateArn").isGiven(),
    tlsPolicy: () => inputs.get("sslPolicy").string(),
  }),
);
