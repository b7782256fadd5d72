import * as acm from "@pulumi/aws/acm";
import { Record as DnsRecord } from "@pulumi/aws/route53";
import type * as pulumi from "@pulumi/pulumi";

import { namesToProve } from "./rules/domainName.js";
import type { LoadBalancerDomainArgs } from "./loadBalancerArgs.js";
import type { AskedZone } from "./zoneRecords.js";

/** Gets a certificate for a domain, proved by records in its zone. Its ARN is known when the certificate is valid. */
export function domainCertificate(
  name: string,
  { name: domainName, alternativeNames = [] }: LoadBalancerDomainArgs,
  { zoneId, options }: AskedZone,
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
      { parent: certificate, ...options },
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
