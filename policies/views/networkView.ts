import type { NetworkedContainer } from "../../components/taskDefinition/rules/containerNetwork.js";
import type { SecuredContainer } from "../../components/taskDefinition/rules/securityOptions.js";
import type { Reader } from "../resource/reader.js";
import { lazy } from "./lazy.js";

/** What a container has of the network, and as whom it signs in there, as the components' own rules read it. */
export type NetworkView = NetworkedContainer & SecuredContainer;

const NetworkSettings = lazy({
  hostname: "string",
  dnsServers: "texts",
  dnsSearchDomains: "texts",
  links: "texts",
  disableNetworking: "boolean",
  dockerSecurityOptions: "texts",
  extraHosts: (container) =>
    container
      .get("extraHosts")
      .list()
      ?.map((entry) => ({
        hostname: entry.get("hostname").string() ?? "",
        ipAddress: entry.get("ipAddress").string() ?? "",
      })),
});

/** A lazy view of what a container has of the network. */
export class ContainerNetworkView extends NetworkSettings implements NetworkView {
  constructor(
    container: Reader,
    public readonly name: string,
    private readonly specs: () => string[] | undefined,
  ) {
    super(container);
  }

  get credentialSpecs() {
    return this.specs();
  }
}
