import assert from "node:assert/strict";

import { systemControlsProblem } from "../../../../components/taskDefinition/rules/systemControl.js";

describe("systemControl", () => {
  it("takes parameters of the network, of shared memory and of message queues", () => {
    const systemControls = {
      "net.core.somaxconn": "1024",
      "fs.mqueue.msg_max": "10",
      "kernel.shmmax": "1",
    };
    const proxy = { name: "proxy", systemControls: { "net.core.somaxconn": "1024" } };
    assert.equal(systemControlsProblem([{ name: "app", systemControls }, proxy]), undefined);
  });

  it("lets two containers differ in what each has for itself", () => {
    const containers = ["1", "2"].map((value) => ({
      name: `app-${value}`,
      systemControls: { "kernel.shmmax": value },
    }));
    assert.equal(systemControlsProblem(containers), undefined);
  });

  it("refuses a parameter of the whole machine", () => {
    const app = { name: "app", systemControls: { "vm.max_map_count": "262144" } };
    assert.deepEqual(systemControlsProblem([app]), {
      path: "containers[0].systemControls.vm.max_map_count",
      reason: `'systemControls' of container 'app' may hold net.*, fs.mqueue.* and the kernel.* of shared memory and messages, got "vm.max_map_count"; "net.core.somaxconn" works`,
    });
  });

  it("refuses two values for the network that a task's containers share", () => {
    const containers = ["1", "2"].map((value) => ({
      name: `app-${value}`,
      systemControls: { "net.core.somaxconn": value },
    }));
    assert.deepEqual(systemControlsProblem(containers), {
      path: "containers[1].systemControls.net.core.somaxconn",
      reason: `'systemControls' must agree within a task, whose containers share one network, got "net.core.somaxconn" as "1" in 'app-1' and "2" in 'app-2'; leave one out`,
    });
  });

  it("lets two containers differ behind a bridge, where each has a network of its own", () => {
    const containers = ["1", "2"].map((value) => ({
      name: `app-${value}`,
      systemControls: { "net.core.somaxconn": value },
    }));
    assert.equal(systemControlsProblem(containers, "bridge"), undefined);
  });

  it("refuses the network's parameters where the network is the instance's", () => {
    const app = { name: "app", systemControls: { "net.core.somaxconn": "1024" } };
    assert.deepEqual(systemControlsProblem([app], "host"), {
      path: "containers[0].systemControls.net.core.somaxconn",
      reason: `'systemControls' of container 'app' may hold no net.* when 'networkMode' is host, whose network is the instance's, got "net.core.somaxconn"; leave it out`,
    });
    const memory = { name: "app", systemControls: { "kernel.shmmax": "1" } };
    assert.equal(systemControlsProblem([memory], "host"), undefined);
  });
});
