import assert from "node:assert/strict";

import type { RuleClaim } from "../../../../components/service/rules/traffic/ruleClash.js";
import { LiveListener } from "../../../../components/service/traffic/liveListener.js";
import { targetGroupName } from "../../../../components/service/rules/traffic/targetGroupName.js";
import type { FakeAnswers, FakeAws } from "../../support/fakeAws.js";
import { fakeAws, refusal } from "../../support/fakeAws.js";
import { groupsXml, ruleXml, rulesXml } from "../../support/liveXml.js";

const ELB = "arn:aws:elasticloadbalancing:us-east-1:123456789012";
const LISTENER = `${ELB}:listener/app/platform/1/2`;
const shape = {
  port: 8080,
  protocol: "HTTP",
  vpcId: "vpc-1",
  targetType: "ip",
  protocolVersion: "HTTP1",
};
const owner = { places: [["dev", "shop"]], targets: ["orders"] };
const OWN = targetGroupName(["orders", "dev", "shop"], shape);

function claim(...priorities: number[]): RuleClaim {
  const [priority = 0] = priorities;
  const match = {};
  return {
    service: "orders",
    target: "orders",
    targetGroups: 1,
    match,
    priority,
    place: ["dev", "shop"],
    isExplicit: true,
    rulesAt: () => priorities,
  };
}

describe("LiveListener", () => {
  let aws: FakeAws;
  afterEach(() => aws.stop());

  async function look(answers: FakeAnswers) {
    aws = await fakeAws(answers);
    return LiveListener.look(LISTENER, { region: "us-east-1" });
  }
  const actions = () => aws.calls.map(({ action }) => action);

  it("reads the rules page by page, and leaves the default out", async () => {
    const { rules } = await look({
      DescribeRules: [
        rulesXml([ruleXml(7, { group: OWN })], "page2"),
        rulesXml([ruleXml(9, { group: "other" }), ruleXml("default", { group: OWN })]),
      ],
    });
    assert.deepEqual(
      rules.map(({ priority, targetGroupArns }) => [priority, ...targetGroupArns]),
      [
        [7, `${ELB}:targetgroup/${OWN}/1`],
        [9, `${ELB}:targetgroup/other/1`],
      ],
    );
    const asked = aws.calls.map(({ parameters: p }) => [p.ListenerArn, p.PageSize, p.Marker]);
    assert.deepEqual(asked, [
      [LISTENER, "400", undefined],
      [LISTENER, "400", "page2"],
    ]);
  });

  it("reads what rules ask for and do", async () => {
    const conditions =
      "<member><Field>host-header</Field><HostHeaderConfig><Values><member>a.test</member></Values></HostHeaderConfig></member>" +
      "<member><Field>http-header</Field><HttpHeaderConfig><HttpHeaderName>X-A</HttpHeaderName><Values><member>1</member></Values></HttpHeaderConfig></member>" +
      "<member><Field>query-string</Field><QueryStringConfig><Values><member><Key>k</Key><Value>1</Value></member><member><Value>2</Value></member></Values></QueryStringConfig></member>" +
      "<member><Field>path-pattern</Field><Values><member>/a</member></Values></member>";
    const { rules } = await look({
      DescribeRules: [rulesXml([ruleXml(7, { conditions, action: "redirect" })])],
    });
    assert.deepEqual(
      rules.map((rule) => [rule.conditions, rule.actions, rule.targetGroupArns]),
      [
        [
          [
            { field: "host-header", values: ["a.test"] },
            { field: "http-header", values: ["X-A: 1"] },
            { field: "query-string", values: ["k=1", "2"] },
            { field: "path-pattern", values: ["/a"] },
          ],
          ["redirect"],
          [],
        ],
      ],
    );
  });

  it("pain 16: tells the own rule from a stranger by the name of its target group", async () => {
    const other = targetGroupName(["orders", "prod", "shop"], shape);
    const listener = await look({
      DescribeRules: [
        rulesXml([
          ruleXml(7, { group: OWN }),
          ruleXml(8, { group: other }),
          ruleXml(9, { action: "fixed-response" }),
        ]),
      ],
      DescribeTargetGroups: ({ "TargetGroupArns.member.1": first }) =>
        groupsXml([{ ...shape, name: String(first).split("/")[1] ?? "" }]),
    });
    const holder = async (...priorities: number[]) =>
      (await listener.stranger(claim(...priorities), owner))?.priority;
    assert.equal(await holder(6), undefined);
    assert.deepEqual(actions(), ["DescribeRules"]);
    assert.equal(await holder(7), undefined);
    assert.equal(await holder(8), 8);
    assert.deepEqual(actions().slice(1), ["DescribeTargetGroups", "DescribeTargetGroups"]);
    // A rule without target groups is nobody's of ours, and needs no question.
    assert.equal(await holder(9), 9);
    assert.equal(aws.calls.length, 3);
    assert.equal(await holder(6, 9), 9);
  });

  it("has the tags of a rule, or none where they may not be seen", async () => {
    const tags =
      "<TagDescriptions><member><Tags><member><Key>team</Key><Value>billing</Value></member></Tags></member></TagDescriptions>";
    const listener = await look({
      DescribeRules: [rulesXml([ruleXml(7, { group: OWN })])],
      DescribeTags: [tags, refusal("AccessDenied", "no")],
    });
    const [rule = assert.fail()] = listener.rules;
    assert.deepEqual(await listener.tags(rule), { team: "billing" });
    assert.deepEqual(await listener.tags(rule), {});
    assert.equal(aws.calls[1]?.parameters["ResourceArns.member.1"], rule.arn);
  });

  it("says why AWS cannot be asked, and does not ask on without end", async () => {
    await assert.rejects(look({}), { message: "DescribeRules is not allowed" });
    assert.equal(aws.calls.length, 1);
    await aws.stop();
    await assert.rejects(look({ DescribeRules: [refusal("Throttling", "Rate exceeded")] }), {
      message: "Rate exceeded",
    });
    assert.equal(aws.calls.length, 3);
    await aws.stop();
    const elbv2 = aws.endpoint;
    aws = await fakeAws({});
    const gone = { region: "us-east-1", endpoints: { elbv2 } };
    await assert.rejects(LiveListener.look(LISTENER, gone), { code: "ECONNREFUSED" });
  });
});
