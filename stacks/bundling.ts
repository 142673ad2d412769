import type { Door } from "#functions/grants.ts";

/**
 * Where the SDK looks for credentials elsewhere: in files, single sign-on, a process, a metadata service. A Lambda has them
 * in its environment. The SDK asks for these packages by `import()` alone, for which esbuild wraps all that they share with
 * it in functions: without them a bundle is 140 KB smaller and a cold start a fifth shorter.
 */
const otherCredentials = [
  "@aws-sdk/credential-provider-http",
  "@aws-sdk/credential-provider-ini",
  "@aws-sdk/credential-provider-process",
  "@aws-sdk/credential-provider-sso",
  "@aws-sdk/credential-provider-web-identity",
  "@smithy/credential-provider-imds",
];

/** How SST is to bundle a door. */
export const bundling = (door: Door) => ({
  format: "esm" as const,
  minify: true,
  esbuild: {
    // SST keeps the name of every function for whoever asks a function for its name; nobody does, and each costs some bytes.
    keepNames: false,
    // resend would bring its own copy of React Email along to draw letters, which we do ourselves.
    external: door === "postman" ? [...otherCredentials, "@react-email/render"] : otherCredentials,
  },
});
