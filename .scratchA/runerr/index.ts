import * as pulumi from "@pulumi/pulumi";
throw new pulumi.RunError("please set 'x' to 3");
