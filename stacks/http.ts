import { key } from "./key.ts";
import { folder, named, stage } from "./stage.ts";

type Face = keyof typeof stage.throttles;

const hosts: Record<Face, (domain: string) => string> = {
  hooks: (domain) => `hooks.${domain}`,
  pages: (domain) => domain,
  console: (domain) => `console.${domain}`,
};

/** No address of a caller, no path and no agent: a path may hold the token of somebody's link. */
const logFormat = JSON.stringify({
  time: "$context.requestTime",
  request: "$context.requestId",
  route: "$context.routeKey",
  status: "$context.status",
  latency: "$context.responseLatency",
  functionLatency: "$context.integrationLatency",
  functionStatus: "$context.integration.status",
  error: "$context.error.responseType",
});

// Three hosts, so that what a partner's server, a participant's browser and a coordinator's session can do never mix.
export const hooksApi = face("hooks");
export const pagesApi = face("pages");
export const consoleApi = face("console");

/**
 * One HTTP API.
 * API Gateway takes up to 10 MB and Lambda 6; that more than 1 MB is refused, and how, is said in functions/hook.ts.
 */
function face(name: Face): sst.aws.ApiGatewayV2 {
  const { rate, burst } = stage.throttles[name];
  const title = `${name[0]!.toUpperCase()}${name.slice(1)}Api`;
  const domain = stage.domain && hosts[name](stage.domain);
  return new sst.aws.ApiGatewayV2(title, {
    domain,
    cors: false,
    transform: {
      // With a host of our own, AWS's address would only be a way around it.
      api: { name: named(name), disableExecuteApiEndpoint: domain !== undefined },
      stage: (args) => {
        args.defaultRouteSettings = { throttlingRateLimit: rate, throttlingBurstLimit: burst };
        args.accessLogSettings = {
          destinationArn: $util.output(args.accessLogSettings).apply((log) => log!.destinationArn),
          format: logFormat,
        };
      },
      logGroup: {
        name: `/aws/vendedlogs/apis${folder}/${name}`,
        retentionInDays: stage.logDays,
        kmsKeyId: key.arn,
      },
    },
  });
}
