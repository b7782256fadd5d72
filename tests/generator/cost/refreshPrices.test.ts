import assert from "node:assert/strict";
import { mkdtempSync, readFileSync, readdirSync, rmSync } from "node:fs";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { PRICE_ITEMS } from "../../../cost/prices/priceItems.js";
import { PriceTable } from "../../../cost/prices/priceTable.js";
import { packagedPrices, pricesIn } from "../../../policies/configuration/costFiles.js";
import { assertPublished } from "../../support/publishedDocument.js";
import { runSlipway } from "../offline/runSlipway.js";

const COLUMNS = [
  "SKU",
  "OfferTermCode",
  "TermType",
  "StartingRange",
  "EndingRange",
  "Unit",
  "PricePerUnit",
  "Currency",
  "Product Family",
  "serviceCode",
  "Location",
  "Location Type",
  "usageType",
  "operation",
  "Region Code",
  "Operating System",
  "Tenancy",
  "Pre Installed S/W",
  "CapacityStatus",
];

type Row = Partial<Record<string, string>>;

/** A file of an offer, laid out as AWS's are. */
function offerFile(offer: string, rows: readonly Row[]): string {
  const quoted = (cells: readonly string[]) => cells.map((cell) => `"${cell}"`).join(",");
  return [
    quoted(["FormatVersion", "v1.0"]),
    quoted(["Disclaimer", "This pricing list is for informational purposes only, and so on."]),
    quoted(["Publication Date", "2026-11-20T11:24:25Z"]),
    quoted(["Version", "20261120112425"]),
    quoted(["OfferCode", offer]),
    quoted(COLUMNS),
    ...rows.map((row) => quoted(COLUMNS.map((column) => row[column] ?? ""))),
  ].join("\n");
}

const line = (usageType: string, price: string, more: Row = {}): Row => ({
  SKU: `SKU${usageType}${more.operation ?? ""}`,
  TermType: "OnDemand",
  StartingRange: "0",
  PricePerUnit: price,
  Currency: "USD",
  "Location Type": "AWS Region",
  usageType,
  ...more,
});

/** Each line of the table once, in the words of a region's list, at a price of its own. */
function everyLine(prefix: string, region: string): Map<string, Row[]> {
  const offers = new Map<string, Row[]>();
  for (const [i, { selector }] of PRICE_ITEMS.entries()) {
    if (!selector) continue;
    const { offer, usagetype, operation, family, factor = 1 } = selector;
    const own = offer === "awskms" ? `${region}-` : prefix;
    const price = ((i + 1) / 1000 / factor).toFixed(14);
    const row = line(`${own}${usagetype}`, price, {
      ...(operation !== undefined && { operation }),
      ...(family !== undefined && { "Product Family": family }),
    });
    offers.set(offer, [...(offers.get(offer) ?? []), row]);
  }
  return offers;
}

/** What looks like a line of the table and is none. */
const DECOYS: readonly Row[] = [
  line("EU-LoadBalancerUsage", "9", { operation: "LoadBalancing" }),
  line("EU-TS-LoadBalancerUsage", "9", { operation: "LoadBalancing:Application" }),
  line("EU-LoadBalancerUsage", "9", {
    SKU: "LOCALZONE",
    operation: "LoadBalancing:Application",
    "Location Type": "AWS Local Zone",
  }),
  line("EU-LoadBalancerUsage", "9", {
    SKU: "RESERVED",
    TermType: "Reserved",
    operation: "LoadBalancing:Application",
  }),
];

describe("slipway prices refresh", () => {
  let folder: string;
  let address: string;
  let files: Map<string, string>;
  const server = createServer((request, response) => {
    const text = files.get(request.url ?? "");
    response.writeHead(text === undefined ? 404 : 200).end(text);
  });

  before(async () => {
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    address = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  });
  after(() => {
    server.close();
  });
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), "slipway-prices-"));
    files = new Map();
  });
  afterEach(() => {
    rmSync(folder, { recursive: true });
  });

  function publish(region: string, offers: ReadonlyMap<string, readonly Row[]>): void {
    for (const [offer, rows] of offers) {
      const path = `/offers/v1.0/aws/${offer}`;
      const url = `${path}/20261120112425/${region}/index`;
      const index = {
        regions: { [region]: { regionCode: region, currentVersionUrl: `${url}.json` } },
      };
      files.set(`${path}/current/region_index.json`, JSON.stringify(index));
      files.set(`${url}.csv`, offerFile(offer, rows));
    }
  }
  const refresh = (...args: string[]) =>
    runSlipway(["prices", "refresh", folder, "--from", address, ...args]);
  const table = () => new PriceTable(pricesIn(join(folder, "slipway.prices.json")));

  it("reads each line of a region, by its words, and keeps what the list does not have", async () => {
    const offers = everyLine("EU-", "eu-west-1");
    offers.set("AWSELB", [...DECOYS, ...(offers.get("AWSELB") ?? [])]);
    publish("eu-west-1", offers);
    const { code, stdout, stderr } = await refresh("--region", "eu-west-1");
    assert.equal(code, 0, stderr);
    const ofEc2 = PRICE_ITEMS.filter(({ selector }) => selector?.offer === "AmazonEC2");
    const listed = PRICE_ITEMS.filter(({ selector }) => selector && selector.offer !== "AmazonEC2");
    assert.match(
      stdout,
      new RegExp(`prices of 2026-11-20; ${listed.length} read, ${listed.length} changed\n$`),
    );
    const [read, old] = [table(), new PriceTable(packagedPrices())];
    for (const [i, item] of PRICE_ITEMS.entries()) {
      const expected = listed.includes(item) ? (i + 1) / 1000 : old.find("eu-west-1", item.name);
      assert.equal(read.find("eu-west-1", item.name), expected, item.name);
    }
    assert.equal(ofEc2.length, 3);
    assert.equal(read.find("us-east-1", "alb.hour"), 0.0225, "another region stays as it was");
    assert.equal(read.date, "2026-11-20");
  });

  it("reads the region whose lines have no prefix, and instances when it is told to", async () => {
    const offers = everyLine("", "us-east-1");
    offers.set("AWSELB", [
      line("TS-LoadBalancerUsage", "9", { operation: "LoadBalancing:Application" }),
      ...(offers.get("AWSELB") ?? []),
    ]);
    const instance = {
      "Product Family": "Compute Instance",
      "Pre Installed S/W": "NA",
      CapacityStatus: "Used",
    };
    const linux = { ...instance, "Operating System": "Linux", Tenancy: "Shared" };
    offers.set("AmazonEC2", [
      ...(offers.get("AmazonEC2") ?? []),
      line("BoxUsage:m7g.large", "0.09", linux),
      line("BoxUsage:m7g.large", "0.2", { ...linux, SKU: "RHEL", "Operating System": "RHEL" }),
      line("BoxUsage:m7g.large", "0.3", { ...linux, SKU: "HOST", Tenancy: "Dedicated" }),
    ]);
    publish("us-east-1", offers);
    const { code, stdout, stderr } = await refresh("--region", "us-east-1", "--ec2", "--json");
    assert.equal(code, 0, stderr);
    assertPublished("prices", stdout);
    assert.equal(table().find("us-east-1", "ec2.m7g.large"), 0.09);
    const { kept } = JSON.parse(stdout) as { kept: string[] };
    assert.ok(kept.includes("ec2.m7i.large of us-east-1"));
    assert.equal(table().find("us-east-1", "ec2.m7i.large"), 0.1008);
  });

  it("passes over what is free at first", async () => {
    const offers = everyLine("EU-", "eu-west-1");
    const free = line("EU-ScheduledInvocation", "0.0000000000");
    const paid = { ...free, StartingRange: "14000000", PricePerUnit: "0.0000012500" };
    offers.set("AWSEvents", [paid, free]);
    publish("eu-west-1", offers);
    assert.equal((await refresh("--region", "eu-west-1")).code, 0);
    assert.equal(table().find("eu-west-1", "scheduler.perMillion"), 1.25);
  });

  it("writes nothing where a line is there twice", async () => {
    const offers = everyLine("EU-", "eu-west-1");
    const twice = line("EU-TimedStorage-ByteHrs", "0.2", { SKU: "OTHER" });
    offers.set("AmazonECR", [...(offers.get("AmazonECR") ?? []), twice]);
    publish("eu-west-1", offers);
    const { code, stderr } = await refresh("--region", "eu-west-1");
    assert.equal(code, 1);
    assert.match(
      stderr,
      /the price list has 'TimedStorage-ByteHrs' of eu-west-1, for ecr\.storageGbMonth, 2 times \(.*OTHER\): nothing was renewed/,
    );
    assert.deepEqual(readdirSync(folder), []);
  });

  it("says what is wrong with a list, a region and an address", async () => {
    const unanswered = await refresh("--region", "eu-west-1");
    assert.equal(unanswered.code, 1);
    assert.match(unanswered.stderr, /AmazonECS\/current\/region_index\.json answers 404/);
    publish("eu-west-1", everyLine("EU-", "eu-west-1"));
    const url = "/offers/v1.0/aws/AmazonECS/20261120112425/eu-west-1/index.csv";
    files.set(url, "<html>\n");
    assert.match(
      (await refresh("--region", "eu-west-1")).stderr,
      /must be a file of AWS's price list/,
    );
    assert.match(
      (await refresh("--region", "Ireland")).stderr,
      /'--region' must name a region of AWS, got 'Ireland'; 'eu-west-1' works/,
    );
    const { stderr } = await runSlipway(["prices", "refresh", folder, "--from", "ftp://x"]);
    assert.match(stderr, /'--from' must be an address of http or https, got 'ftp:\/\/x'/);
    assert.deepEqual(readdirSync(folder), []);
  });

  it("makes a table with a region on each line, which costs are told by", async () => {
    publish("eu-west-1", everyLine("EU-", "eu-west-1"));
    await refresh("--region", "eu-west-1");
    const text = readFileSync(join(folder, "slipway.prices.json"), "utf8");
    assert.equal(text.split("\n").filter((one) => one.startsWith('  "eu-west-1": [')).length, 1);
    assert.deepEqual(readdirSync(folder), ["slipway.prices.json"]);
  });
});
