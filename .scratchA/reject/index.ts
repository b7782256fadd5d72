import * as aws from "@pulumi/aws";
const q = new aws.sqs.Queue("a");
q.arn.apply((a) => { throw new Error("in apply " + a); });
