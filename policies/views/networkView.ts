import type { NetworkedContainer } from "../../components/taskDefinition/rules/containerNetwork.js";
import type { SecuredContainer } from "../../components/taskDefinition/rules/securityOptions.js";
import type { Reader } from "../resource/reader.js";

/** What a container has of the network, and as whom it signs in there, as the components' own rules read it. */
export type NetworkView = NetworkedContainer & SecuredContainer;

/** A lazy view of what a container has of the network. */
export function containerNetwork(
  container: Reader,
  label: string,
  credentialSpecs: () => string[] | undefined,
): NetworkView {
  const words = (key: string) => container.get(key).texts();
  return {
    name: label,
    get hostname() {
      return container.get("hostname").string();
    },
    get dnsServers() {
      return words("dnsServers");
    },
    get dnsSearchDomains() {
      return words("dnsSearchDomains");
    },
    get extraHosts() {
      return container
        .get("extraHosts")
        .list()
        ?.map((entry) => ({
          hostname: entry.get("hostname").string() ?? "",
          ipAddress: entry.get("ipAddress").string() ?? "",
        }));
    },
    get links() {
      return words("links");
    },
    get disableNetworking() {
      return container.get("disableNetworking").boolean();
    },
    get dockerSecurityOptions() {
      return words("dockerSecurityOptions");
    },
    get credentialSpecs() {
      return credentialSpecs();
    },
  };
}
