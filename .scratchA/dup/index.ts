import * as aws from "@pulumi/aws";
new aws.sqs.Queue("a"); new aws.sqs.Queue("a");
