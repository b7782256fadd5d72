import * as acm from "@pulumi/aws/acm";
import { Record as DnsRecord } from "@pulumi/aws/route53";
import type * as pulumi from "@pulumi/pulumi";

import { namesToProve } from "./rules/domainName.js";
import type { LoadBalancerDomainArgs } from "./loadBalancerArgs.js";

/** Gets a certificate for a domain, proved by records in its zone. Its ARN is known when the certificate is valid. */
export function domainCertificate(
  name: string,
  { name: domainName, zoneId, alternativeNames = [] }: LoadBalancerDomainArgs,
  parent: pulumi.Resource,
): pulumi.Output<string> {
  const certificate = new acm.Certificate(
    name,
    {
      domainName,
      ...(alternativeNames.length > 0 && { subjectAlternativeNames: alternativeNames }),
      validationMethod: "DNS",
    },
    { parent },
  );
  const records = namesToProve(domainName, alternativeNames).map((bare) => {
    const proof = certificate.domainValidationOptions.apply((options) => proofOf(options, bare));
    return new DnsRecord(
      `${name}-${bare}`,
      {
        zoneId,
        name: proof.resourceRecordName,
        type: proof.resourceRecordType,
        records: [proof.resourceRecordValue],
        ttl: 300,
        // ACM proves a name by the same record in each certificate: one that is replaced, or another stack's, has it.
        allowOverwrite: true,
      },
      { parent: certificate },
    );
  });
  const validation = new acm.CertificateValidation(
    name,
    { certificateArn: certificate.arn, validationRecordFqdns: records.map(({ fqdn }) => fqdn) },
    { parent: certificate },
  );
  return validation.certificateArn;
}

interface Proof {
  domainName: string;
  resourceRecordName: string;
  resourceRecordType: string;
  resourceRecordValue: string;
}

function proofOf(options: readonly Proof[], bare: string): Proof {
  const proof = options.find(
    ({ domainName }) => domainName.toLowerCase().replace(/^\*\./, "") === bare,
  );
  if (!proof) throw new Error(`ACM gave no validation record for ${bare}`);
  return proof;
}

/** Where an alias record leads to. */
export interface AliasTarget {
  dnsName: pulumi.Input<string>;
  zoneId: pulumi.Input<string>;
  /** Whether it has IPv6 addresses too. */
  isDualStack: boolean;
}

/**
 * Records of a host that lead to a load balancer.
 *
 * @param zoneId Id of the zone that holds the host.
 * @see https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/resource-record-sets-choosing-alias-non-alias.html
 */
export function aliasRecords(
  name: string,
  host: string,
  zoneId: pulumi.Input<string>,
  target: AliasTarget,
  parent: pulumi.Resource,
): DnsRecord[] {
  const aliases = [{ name: target.dnsName, zoneId: target.zoneId, evaluateTargetHealth: true }];
  const types = target.isDualStack ? ["A", "AAAA"] : ["A"];
  return types.map(
    (type) =>
      new DnsRecord(
        type === "A" ? name : `${name}-ipv6`,
        { zoneId, name: host, type, aliases },
        { parent },
      ),
  );
}
