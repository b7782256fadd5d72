import assert from "node:assert/strict";

import { grpcData } from "../../../generator/scaffold/grpcData.js";
import { plannedTemplate } from "./plannedTemplate.js";

/** Where each language names the service that its application answers for. */
const NAMES = {
  typescript: ["src/app.ts", /^export const SERVICE_NAME = "(.*)";$/m],
  python: ["service/app.py", /^SERVICE_NAME = "(.*)"$/m],
  go: ["app.go", /^const serviceName = "(.*)"$/m],
} as const;

/** Requests that the load balancer sends, with the package and the service of those that fit. */
const CASES: readonly [path: string, named: string | undefined, service: string][] = [
  ["/*", "orders", "Orders"],
  ["/orders.*", "orders", "Orders"],
  ["/acme.v1_2.*", "acme.v1_2", "Orders"],
  ["/acme*", "acme", "Orders"],
  ["/acme.v1.Carts/*", "acme.v1", "Carts"],
  ["/Carts/*", undefined, "Carts"],
];

describe("the service of an application that speaks gRPC", () => {
  for (const [path, named, service] of CASES) {
    it(`is one that ${path} lets through, in every language and in its contract`, () => {
      const name = [named, service].filter(Boolean).join(".");
      const pattern = new RegExp(`^${path.replaceAll(".", "[.]").replaceAll("*", ".*")}$`);
      assert.match(`/${name}/GetStatus`, pattern);
      for (const language of ["typescript", "python", "go"] as const) {
        const files = plannedTemplate("web-service", { language, protocol: "grpc", path });
        const contract = files.get("proto/service.proto") ?? "";
        assert.equal(/^package (.*);$/m.exec(contract)?.[1], named);
        assert.equal(/^service (\S+) \{$/m.exec(contract)?.[1], service);
        const [file, line] = NAMES[language];
        assert.equal(line.exec(files.get(file) ?? "")?.[1], name);
      }
    });
  }

  it("has names that Protocol Buffers take where the repository's is none", () => {
    const { grpcCall } = grpcData({ name: "a-2b-c", path: "/*", port: 8080 });
    assert.equal(grpcCall, "a_2b_c.A2bC/GetStatus");
  });
});
