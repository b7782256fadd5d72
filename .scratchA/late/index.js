const aws=require("@pulumi/aws");setTimeout(()=>{const q=new aws.sqs.Queue("late");q.arn.apply(()=>{new aws.sqs.Queue("later")})},300);
