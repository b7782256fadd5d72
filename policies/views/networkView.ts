import type { NetworkedContainer } from "../../components/taskDefinition/rules/containerNetwork.js";
import type { SecuredContainer } from "../../components/taskDefinition/rules/securityOptions.js";
import type { Reader } from "../resource/reader.js";
import { lazy } from "./lazy.js";

/** What a container has of the network, and as whom it signs in there, as the components' own rules read it. */
export type NetworkView = NetworkedContainer & SecuredContainer;

const networkSettings = lazy({
  hostname: "string",
  dnsServers: "texts",
  dnsSearchDomains: "texts",
  links: "texts",
  disableNetworking: "boolean",
  dockerSecurityOptions: "texts",
});

/** A lazy view of what a container has of the network. */
export function containerNetwork(
  container: Reader,
  label: string,
  credentialSpecs: () => string[] | undefined,
): NetworkView {
  return networkSettings(container, {
    name: label,
    get extraHosts() {
      return container
        .get("extraHosts")
        .list()
        ?.map((entry) => ({
          hostname: entry.get("hostname").string() ?? "",
          ipAddress: entry.get("ipAddress").string() ?? "",
        }));
    },
    get credentialSpecs() {
      return credentialSpecs();
    },
  });
}
