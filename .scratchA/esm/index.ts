import * as pulumi from "@pulumi/pulumi";
import aws from "@pulumi/aws";
import { x } from "./other.js";
const q = await Promise.resolve(new aws.sqs.Queue("q"));
export const url = pulumi.interpolate`${q.url}-${x}`;
