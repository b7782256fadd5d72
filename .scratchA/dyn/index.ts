import * as pulumi from "@pulumi/pulumi";
class P implements pulumi.dynamic.ResourceProvider { async create(i: any) { return { id: "x", outs: i }; } }
class R extends pulumi.dynamic.Resource { constructor(n: string) { super(new P(), n, { a: 1 }); } }
export const id = new R("r").id;
