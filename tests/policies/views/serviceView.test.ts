import assert from "node:assert/strict";

import { UNKNOWN, UnknownLeaf } from "../../../policies/resource/reader.js";
import { serviceView } from "../../../policies/views/serviceView.js";
import { componentService, rawService, rawTask } from "../rules/ruleCases.js";

const DEFAULTS = { minimumHealthyPercent: 100, maximumPercent: 200 };

describe("serviceView", () => {
  it("says the same of our component and of the resource", () => {
    const expected = {
      start: 3,
      least: 3,
      most: 3,
      minimumHealthyPercent: 50,
      maximumPercent: 150,
    };
    const component = serviceView(
      componentService({ desiredCount: 3, minimumHealthyPercent: 50, maximumPercent: 150 }),
    );
    const raw = serviceView(
      rawService({
        desiredCount: 3,
        deploymentMinimumHealthyPercent: 50,
        deploymentMaximumPercent: 150,
      }),
    );
    assert.deepEqual(component?.counts(), expected);
    assert.deepEqual(raw?.counts(), expected);
  });

  it("fills in each form's own defaults", () => {
    const component = serviceView(componentService({ desiredCount: undefined }));
    const raw = serviceView(rawService({ desiredCount: undefined }));
    assert.deepEqual(component?.counts(), { start: 1, least: 1, most: 1, ...DEFAULTS });
    assert.deepEqual(raw?.counts(), { start: 0, least: 0, most: 0, ...DEFAULTS });
  });

  it("takes the counts from the autoscaler where there is one", () => {
    const schedules = [{ minCapacity: 1 }];
    const scaling = { minCapacity: 2, maxCapacity: 10, schedules };
    const view = serviceView(componentService({ desiredCount: undefined, scaling }));
    assert.deepEqual(view?.counts(), { start: 2, least: 1, most: 10, ...DEFAULTS });
  });

  it("names the unknown value that the counts hang on", () => {
    const view = serviceView(
      componentService({ scaling: { minCapacity: 1, maxCapacity: UNKNOWN } }),
    );
    assert.throws(() => view?.counts(), new UnknownLeaf("scaling.maxCapacity"));
  });

  it("is rolling unless a controller, a strategy or a schedule says otherwise", () => {
    const isRolling = (edit: object) => serviceView(rawService(edit))?.isRolling();
    assert.equal(isRolling({}), true);
    assert.equal(isRolling({ deploymentController: { type: "ECS" } }), true);
    assert.equal(isRolling({ deploymentController: { type: "EXTERNAL" } }), false);
    assert.equal(isRolling({ deploymentConfiguration: { strategy: "CANARY" } }), false);
    assert.equal(isRolling({ schedulingStrategy: "DAEMON" }), false);
    const ofComponent = (deployment?: object) =>
      serviceView(componentService({ deployment }))?.isRolling();
    assert.equal(ofComponent(), true);
    assert.equal(ofComponent({ circuitBreaker: true }), true);
    assert.equal(ofComponent({ strategy: "rolling" }), true);
    assert.equal(ofComponent({ strategy: "canary" }), false);
    assert.equal(ofComponent({ strategy: "codeDeploy" }), false);
  });

  it("has no view of another resource", () => {
    assert.equal(serviceView(rawTask()), undefined);
  });
});
