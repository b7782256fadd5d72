import * as aws from "@pulumi/aws";
interface X { a: string;
 b: number }
function go(x: X) {
  return (x as any).c.d;
}
new aws.sqs.Queue("a");
go({ a: "", b: 1 });
