import assert from "node:assert/strict";

import { evaluate } from "../../../policies/review/evaluate.js";
import { UNKNOWN } from "../../../policies/resource/reader.js";
import { logGroupRetention } from "../../../policies/rules/logGroupRetention.js";
import { describeRule, rawService, resourceOf } from "./ruleCases.js";

const group = (retentionInDays?: unknown, more: object = {}) =>
  resourceOf("aws:cloudwatch/logGroup:LogGroup", { retentionInDays, ...more });
const forever = (days: number) =>
  `log group 'orders' keeps all that is written for ever: set 'retentionInDays', such as to ${days}`;

describeRule(logGroupRetention, {
  passes: [
    { title: "as many days as may be", resource: group(90), configuration: { maxDays: 90 } },
    {
      title: "the only period that the configuration lets be",
      resource: group(30),
      configuration: { minDays: 30, maxDays: 30 },
    },

    { title: "30 days", resource: group(30) },
    { title: "one day", resource: group(1) },
    {
      title: "the days that the configuration asks for",
      resource: group(365),
      configuration: { minDays: 365 },
    },
    {
      title: "for ever, where that is let be",
      resource: group(),
      configuration: { allowForever: true, minDays: 365 },
    },
    {
      title: "a group of deliveries, which keeps two days",
      resource: group(undefined, { logGroupClass: "DELIVERY" }),
    },
  ],
  fails: [
    { title: "AWS's default", resource: group(), messages: [forever(30)] },
    { title: "the provider's word for ever", resource: group(0), messages: [forever(30)] },
    {
      title: "AWS's default where a year is asked for",
      resource: group(),
      messages: [forever(365)],
      configuration: { minDays: 365 },
    },
    {
      title: "too few days",
      resource: group(14),
      messages: [
        "log group 'orders' keeps too little: set 'retentionInDays' to at least 30, got 14",
      ],
      configuration: { minDays: 30 },
    },
    {
      title: "too many days",
      resource: group(365),
      messages: ["log group 'orders' keeps too much: set 'retentionInDays' to at most 90, got 365"],
      configuration: { maxDays: 90 },
    },
  ],
  unknown: [{ title: "unknown days", resource: group(UNKNOWN), paths: ["retentionInDays"] }],
  ignores: [{ title: "a service", resource: rawService() }],
});

describe("log-group-retention", () => {
  it("takes no least above its most", () => {
    assert.throws(
      () =>
        evaluate([logGroupRetention], [], { "log-group-retention": { minDays: 91, maxDays: 90 } }),
      /'minDays' must be at most 'maxDays' 90, got 91/,
    );
  });
});
