"""Writes constraints.json: what the API model of AWS says of the requests that our resources become.

Run: python tests/model/extract.py > tests/model/constraints.json
It needs botocore (`pip install botocore`), whose service models are AWS's own. Each operation's input becomes a JSON
Schema with the members' types, and which are required, their enumerations, ranges and patterns; no documentation.
"""

import json
import re

import botocore
import botocore.session

OPERATIONS = {
    "application-autoscaling": ["PutScalingPolicy", "PutScheduledAction", "RegisterScalableTarget"],
    "autoscaling": ["CreateAutoScalingGroup"],
    "cloudwatch": ["PutMetricAlarm"],
    "codedeploy": ["CreateDeploymentGroup"],
    "ec2": ["AuthorizeSecurityGroupEgress", "AuthorizeSecurityGroupIngress", "CreateSecurityGroup"],
    "ecr": ["CreateRepository"],
    "ecs": [
        "CreateCapacityProvider", "CreateCluster", "CreateService", "CreateTaskSet", "PutClusterCapacityProviders",
        "RegisterTaskDefinition",
    ],
    "elbv2": ["CreateListener", "CreateLoadBalancer", "CreateRule", "CreateTargetGroup"],
    "iam": ["CreateRole", "PutRolePolicy"],
    "logs": ["CreateLogGroup", "PutRetentionPolicy"],
    "scheduler": ["CreateSchedule"],
    "servicediscovery": ["CreateService"],
}
SCALARS = {
    "boolean": "boolean", "integer": "integer", "long": "integer", "float": "number", "double": "number",
    "string": "string", "timestamp": "string", "blob": "string",
}
# The models write some patterns in the regular expressions of Java, which JavaScript does not read.
JAVA = [(r"\p{IsLatin}", r"\p{Script=Latin}"), ("&&", ""), (r"\p{ASCII}", r"\x00-\x7F"),
    (r"\p{Print}", r"[\x20-\x7E]")]


def name_of(service, shape):
    return f"{service}.{shape.name}"


def pattern_of(text):
    for java, javascript in JAVA:
        text = text.replace(java, javascript)
    # AWS matches the whole text.
    return f"^(?:{text})$"


def schema_of(service, shape, definitions):
    if shape.type_name in SCALARS:
        return scalar(shape)
    name = name_of(service, shape)
    if name not in definitions:
        definitions[name] = {}  # a shape may hold itself
        definitions[name] = container(service, shape, definitions)
    return {"$ref": f"#/$defs/{name}"}


def scalar(shape):
    found = {"type": SCALARS[shape.type_name]}
    limits = shape.metadata
    if shape.type_name == "string":
        if getattr(shape, "enum", None):
            found["enum"] = list(shape.enum)
        if "pattern" in limits:
            found["pattern"] = pattern_of(limits["pattern"])
        bounds = ("minLength", "maxLength")
    else:
        bounds = ("minimum", "maximum")
    for limit, keyword in zip(("min", "max"), bounds):
        if limit in limits:
            found[keyword] = limits[limit]
    return found


def container(service, shape, definitions):
    limits = shape.metadata
    if shape.type_name == "structure":
        found = {
            "type": "object",
            "properties": {key: schema_of(service, member, definitions) for key, member in shape.members.items()},
            "additionalProperties": False,
        }
        if shape.required_members:
            found["required"] = list(shape.required_members)
        return found
    if shape.type_name == "list":
        found = {"type": "array", "items": schema_of(service, shape.member, definitions)}
        bounds = ("minItems", "maxItems")
    else:
        found = {"type": "object", "additionalProperties": schema_of(service, shape.value, definitions)}
        bounds = ("minProperties", "maxProperties")
    for limit, keyword in zip(("min", "max"), bounds):
        if limit in limits:
            found[keyword] = limits[limit]
    return found


def main():
    session = botocore.session.get_session()
    definitions, operations = {}, {}
    for service, names in OPERATIONS.items():
        model = session.get_service_model(service)
        for name in names:
            operations[f"{service}.{name}"] = schema_of(service, model.operation_model(name).input_shape, definitions)
    print(json.dumps({"botocore": botocore.__version__, "operations": operations, "$defs": definitions}, indent=1, sort_keys=True))


if __name__ == "__main__":
    main()
