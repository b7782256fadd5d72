import type { Framework } from "./rule.js";

/** A control of AWS Security Hub's standard "AWS Foundational Security Best Practices". */
export function fsbp(reference: string, specification: string): Framework {
  return {
    name: "AWS Foundational Security Best Practices",
    version: "1.0.0",
    reference,
    specification,
  };
}
