import * as aws from "@pulumi/aws";
const b = new aws.s3.Bucket("b");
b.onObjectCreated("l", async (e) => { console.log(e); });
