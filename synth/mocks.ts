import { account, arnOf } from "./arns.ts";
import { policyDocument } from "./policy-document.ts";

/** What Pulumi asks of an engine; here nothing is made, and each resource answers with what it would be. */
export interface Mocks {
  newResource(asked: { type: string; name: string; inputs: Inputs }): { id: string; state: Inputs };
  call(asked: { token: string; inputs: Inputs }): Inputs;
}

type Inputs = Record<string, unknown>;

/** A resource that was asked for, with the ARN it answered with. */
export interface Registered {
  type: string;
  name: string;
  inputs: Inputs;
  arn: unknown;
}

/** Mocks for one region, and the list of all that was asked of them. */
export function recordingMocks(region: string): { mocks: Mocks; registered: Registered[] } {
  const registered: Registered[] = [];
  const mocks: Mocks = {
    newResource({ type, name, inputs }) {
      const called = typeof inputs.name === "string" ? inputs.name : name;
      const state: Inputs = { ...inputs, ...computed(type, called, region, inputs) };
      registered.push({ type, name, inputs, arn: state.arn });
      return { id: idOf(type, called, inputs), state };
    },
    call: ({ token, inputs }) => lookUp(token, inputs, region),
  };
  return { mocks, registered };
}

/** Most resources are identified by their name; these are not. */
function idOf(type: string, name: string, inputs: Inputs): string {
  if (type === "aws:sqs/queue:Queue") return `https://sqs.synth.amazonaws.com/${account}/${name}`;
  if (type === "aws:route53/zone:Zone") return "Z0SYNTH";
  return typeof inputs.id === "string" ? inputs.id : name;
}

/** What a resource has only once it is made. */
function computed(type: string, name: string, region: string, inputs: Inputs): Inputs {
  if (type.startsWith("random:")) return randomOf(type);
  if (!type.startsWith("aws:")) return {};
  const arn = arnOf(type, name, region, inputs);
  return { arn, name, ...extra(type, name, region, arn, inputs) };
}

function extra(type: string, name: string, region: string, arn: string, inputs: Inputs): Inputs {
  switch (type) {
    case "aws:dynamodb/table:Table":
      return inputs.streamEnabled ? { streamArn: `${arn}/stream/2026-01-01T00:00:00.000` } : {};
    case "aws:lambda/function:Function":
      return { ...invocation(arn, region), qualifiedArn: `${arn}:1`, version: "1" };
    case "aws:lambda/functionUrl:FunctionUrl":
      return { functionUrl: `https://${name.toLowerCase()}.lambda-url.${region}.on.aws/` };
    case "aws:sqs/queue:Queue":
      return { url: `https://sqs.${region}.amazonaws.com/${account}/${name}` };
    case "aws:ssm/parameter:Parameter":
      return { version: 1 };
    case "aws:kms/key:Key":
      return { keyId: name };
    case "aws:sfn/stateMachine:StateMachine":
      return { stateMachineVersionArn: `${arn}:1`, versionDescription: "", revisionId: "1" };
    case "aws:apigatewayv2/api:Api":
      return {
        apiEndpoint: `https://${name.toLowerCase()}.execute-api.${region}.amazonaws.com`,
        executionArn: `arn:aws:execute-api:${region}:${account}:${name}`,
      };
    case "aws:apigatewayv2/domainName:DomainName":
      return {
        domainNameConfiguration: {
          targetDomainName: `d-synth.execute-api.${region}.amazonaws.com`,
          hostedZoneId: "Z0SYNTHAPI",
          ...(inputs.domainNameConfiguration as Inputs | undefined),
        },
      };
    case "aws:acm/certificate:Certificate":
      return { domainValidationOptions: [validation(String(inputs.domainName))] };
    default:
      return {};
  }
}

const invocation = (arn: string, region: string): Inputs => ({
  invokeArn: `arn:aws:apigateway:${region}:lambda:path/2015-03-31/functions/${arn}/invocations`,
});

const validation = (domainName: string): Inputs => ({
  domainName,
  resourceRecordName: `_synth.${domainName}.`,
  resourceRecordType: "CNAME",
  resourceRecordValue: "_synth.acm-validations.aws.",
});

function randomOf(type: string): Inputs {
  if (type === "random:index/randomBytes:RandomBytes")
    return { base64: Buffer.alloc(32).toString("base64"), hex: "00".repeat(32) };
  if (type === "random:index/randomId:RandomId") return { dec: "1234567890", hex: "499602d2" };
  return { result: "synth" };
}

function lookUp(token: string, inputs: Inputs, region: string): Inputs {
  switch (token) {
    case "aws:index/getRegion:getRegion":
      return { name: region, region, id: region };
    case "aws:index/getPartition:getPartition":
      return { partition: "aws", dnsSuffix: "amazonaws.com", id: "aws" };
    case "aws:index/getCallerIdentity:getCallerIdentity":
      return { accountId: account, id: account, arn: `arn:aws:iam::${account}:root`, userId: account };
    case "aws:iam/getPolicyDocument:getPolicyDocument":
      return documentOf(inputs);
    case "aws:route53/getZone:getZone":
      return { ...inputs, id: "Z0SYNTH", zoneId: "Z0SYNTH", arn: "arn:aws:route53:::hostedzone/Z0SYNTH" };
    // As before the first deploy.
    case "aws:dynamodb/getTable:getTable":
      throw unknown(`couldn't find resource: table ${inputs.name}`);
    case "aws:servicequotas/getServiceQuota:getServiceQuota":
      return { ...inputs, value: 1000 };
    default:
      throw unknown(`synth does not know what AWS answers to ${token}: add it to lookUp in synth/mocks.ts.`);
  }
}

/** AWS's provider answers without `statements` when there are none. */
function documentOf({ statements, ...inputs }: Inputs): Inputs {
  const some = Array.isArray(statements) && statements.length > 0 ? { statements } : {};
  return { ...inputs, ...some, json: JSON.stringify(policyDocument(some)) };
}

/** Of an engine's refusal Pulumi passes on the details only. */
const unknown = (message: string): Error => Object.assign(new Error(message), { details: message });
