import * as pulumi from "@pulumi/pulumi";
import * as aws from "@pulumi/aws";
pulumi.runtime.registerResourceTransform((args) => args.type === "aws:sqs/queue:Queue" ? { props: { ...args.props, tags: { owner: "me" } }, opts: pulumi.mergeOptions(args.opts, { protect: true }) } : undefined);
class C extends pulumi.ComponentResource { constructor(n: string, o?: pulumi.ComponentResourceOptions) { super("a:b:C", n, {}, o); new aws.sqs.Queue(n, { visibilityTimeoutSeconds: 3 }, { parent: this }); } }
new C("q", { transforms: [(a) => ({ props: { ...a.props, delaySeconds: 9 }, opts: a.opts })] });
export const got = new aws.sqs.Queue("z", {}, {hooks: {beforeCreate: [() => {}]}}).tags;
