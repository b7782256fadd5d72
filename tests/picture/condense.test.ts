import assert from "node:assert/strict";

import { drawStack } from "../../picture/drawStack.js";
import { mermaidText } from "../../picture/mermaidText.js";
import { resource, service } from "../cost/costCases.js";
import { balancedService, flowsOf, manyServices } from "./pictureCases.js";

describe("condense", () => {
  it("draws each by itself as long as that can be read", () => {
    const { nodes } = drawStack(manyServices(10));
    assert.equal(nodes.filter(({ kind }) => kind === "tasks").length, 10);
  });

  it("draws 60 services of one kind as one, with what they have in common", () => {
    const picture = drawStack(manyServices(60));
    assert.deepEqual(flowsOf(picture), [
      "load balancer web > listener https",
      "listener https > 60 target groups: path /s000/* | path /s001/* | path /s002/* | 57 more",
      "60 target groups > 60 services and tasks",
      "60 services and tasks > 60 secrets and parameters: PASSWORD",
      "the internet > load balancer web: tcp 443",
    ]);
    const services = picture.nodes.find(({ kind }) => kind === "tasks");
    assert.deepEqual(services?.details.slice(-2), ["service s007", "52 more"]);
    assert.deepEqual(
      picture.groups.map(({ title }) => title),
      ["public subnets a", "private subnets b"],
    );
  });

  it("tells those apart that have something else beside them", () => {
    const api = balancedService("api", { networkConfiguration: { subnets: ["subnet-b"] } });
    const alone = [service("alone-1", 1), service("alone-2", 1)].map((one) => ({
      ...one,
      inputs: { ...one.inputs, networkConfiguration: { subnets: ["subnet-b"] } },
    }));
    const picture = drawStack([...manyServices(60), ...api, ...alone]);
    const tasks = picture.nodes.filter(({ kind }) => kind === "tasks");
    assert.deepEqual(
      tasks.map(({ title, details }) => [title, details.at(0)]),
      [
        ["2 services and tasks", "service alone-1"],
        ["61 services and tasks", "service api"],
      ],
    );
  });

  it("stays readable where every service is in subnets of its own, or nothing is alike", () => {
    const apart = Array.from({ length: 200 }, (_, i) =>
      service(`s${i}`, 1, { networkConfiguration: { subnets: [`subnet-${i}`] } }),
    );
    const many = Array.from({ length: 100 }, (_, i) =>
      resource("aws:lb/loadBalancer:LoadBalancer", `b${i}`, { subnets: [`subnet-${i}`] }),
    );
    const { nodes, groups } = drawStack([...apart, ...many]);
    assert.deepEqual(
      nodes.map(({ title }) => title),
      ["100 load balancers", "200 services and tasks"],
    );
    assert.deepEqual(groups, []);
    assert.ok(mermaidText(drawStack([...apart, ...many])).length < 2000);
  });
});
