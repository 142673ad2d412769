import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { environmentFindings } from "#adapters/checkup/environment.ts";
import { checkup } from "#adapters/checkup.ts";
import { aCloud, type Cloud } from "./a-cloud.ts";

let cloud: Cloud;
let fine: string;
beforeAll(async () => {
  cloud = await aCloud();
  fine = JSON.stringify(cloud.state);
});
afterAll(() => cloud.close());
beforeEach(
  () =>
    void Object.assign(
      cloud.state,
      { machine: undefined, resend: undefined, dynamo: undefined },
      JSON.parse(fine),
    ),
);

type Change = (state: Cloud["state"]) => void;

const found = async (change: Change = () => undefined, more: Partial<Cloud["settings"]> = {}) => {
  change(cloud.state);
  const findings = await checkup({ ...cloud.settings, ...more });
  return findings.map(({ level, code }) => `${level} ${code}`);
};
const said = async (change: Change) => {
  change(cloud.state);
  return (await checkup(cloud.settings)).map(({ message, fix }) => `${message} ${fix}`);
};

describe("a checkup", () => {
  it("finds nothing wrong with a stage that is whole", async () => {
    expect(await found()).toEqual([]);
  });

  const faults: [string, Change, string[]][] = [
    [
      "a table that is not there",
      ({ tables }) => void delete tables["waymark-test"],
      ["problem table.missing"],
    ],
    ["a ledger that is not there", ({ tables }) => void delete tables.erasures, ["problem table.missing"]],
    [
      "a missing index",
      ({ tables }) => void tables["waymark-test"]!.GlobalSecondaryIndexes.pop(),
      ["problem table.no-index"],
    ],
    [
      "an index with another projection",
      ({ tables }) => {
        tables["waymark-test"]!.GlobalSecondaryIndexes[1]!.Projection.ProjectionType = "KEYS_ONLY";
      },
      ["problem table.other-index"],
    ],
    [
      "an index that is still made",
      ({ tables }) => {
        tables["waymark-test"]!.GlobalSecondaryIndexes[0]!.IndexStatus = "CREATING";
      },
      ["problem table.index-building"],
    ],
    [
      "no stream",
      ({ tables }) => {
        tables["waymark-test"]!.StreamSpecification = undefined;
      },
      ["problem table.no-stream"],
    ],
    [
      "a stream that carries what people wrote",
      ({ tables }) => {
        tables["waymark-test"]!.StreamSpecification = { StreamEnabled: true, StreamViewType: "NEW_IMAGE" };
      },
      ["problem table.wide-stream"],
    ],
    [
      "rows that never expire",
      (state) => {
        state.expiry = { TimeToLiveStatus: "DISABLED" };
      },
      ["problem table.no-expiry"],
    ],
    [
      "no way back",
      (state) => {
        state.recovery = "DISABLED";
      },
      ["problem table.no-backup", "problem table.no-backup"],
    ],
    [
      "a table that anybody may delete",
      ({ tables }) => {
        tables["waymark-test"]!.DeletionProtectionEnabled = false;
      },
      ["problem table.unprotected"],
    ],
    [
      "no state machine",
      (state) => {
        state.machine = undefined;
      },
      ["problem machine.missing"],
    ],
    [
      "a state machine on its way out",
      (state) => {
        state.machine = { status: "DELETING" };
      },
      ["problem machine.not-active"],
    ],
    [
      "no alias",
      (state) => {
        state.aliases = [];
      },
      ["problem machine.alias-missing"],
    ],
    [
      "a secret that is missing",
      ({ parameters }) => void delete parameters["link-key"],
      ["problem secret.missing"],
    ],
    [
      "a secret that is too short",
      ({ parameters }) => void Object.assign(parameters, { "session-key": "short" }),
      ["problem secret.wrong"],
    ],
    [
      "a secret that is a placeholder",
      ({ parameters }) =>
        void Object.assign(parameters, { "email-hash": "change-me-change-me-change-me-change-me" }),
      ["problem secret.placeholder"],
    ],
    [
      "a secret of one letter",
      ({ parameters }) => void Object.assign(parameters, { "email-hash": "x".repeat(40) }),
      ["problem secret.placeholder"],
    ],
    [
      "a refused key",
      (state) => {
        state.resend = { status: 401, name: "invalid_api_key" };
      },
      ["problem mail.key-refused"],
    ],
    [
      "a key that may only send",
      (state) => {
        state.resend = { status: 401, name: "restricted_api_key" };
      },
      ["note mail.not-looked"],
    ],
    [
      "a provider in trouble",
      (state) => {
        state.resend = { status: 500, name: "internal_server_error" };
      },
      ["unreachable mail.no-answer"],
    ],
    [
      "a sender of another domain",
      ({ domains }) => void Object.assign(domains[0]!, { name: "elsewhere.org" }),
      ["problem mail.other-domain"],
    ],
    [
      "links that are followed",
      ({ domains }) => void Object.assign(domains[0]!, { click_tracking: true }),
      ["problem mail.tracking"],
    ],
    [
      "no DMARC record",
      (state) => {
        state.txt = {};
      },
      ["problem mail.no-dmarc"],
    ],
    [
      "no network to look for one",
      (state) => {
        Object.assign(state, { txt: {}, network: false });
      },
      ["note mail.dmarc-not-looked"],
    ],
    [
      "credentials that are refused",
      (state) => {
        state.dynamo = "AccessDeniedException";
      },
      ["problem aws.refused", "problem aws.refused"],
    ],
    [
      "a database that does not answer",
      (state) => {
        state.dynamo = "ServiceGoneException";
      },
      ["unreachable aws.no-answer", "unreachable aws.no-answer"],
    ],
  ];
  it.each(faults)("finds %s", async (_, change, expected) => {
    expect(await found(change)).toEqual(expected);
  });

  it("says what a record lacks by its name and state, and what to do", async () => {
    const lines = await said(({ domains: [domain] }) => {
      domain!.status = "pending";
      domain!.records[1]!.status = "pending";
    });
    expect(lines).toHaveLength(2);
    expect(lines[0]).toContain("has not verified example.org (it says: pending)");
    expect(lines[1]).toContain(
      "DKIM: the TXT record resend._domainkey of example.org is pending. Put it into the DNS",
    );
  });

  it("names each form without a secret", async () => {
    const lines = await said(({ parameters }) => void Object.assign(parameters, { webhooks: "{}" }));
    expect(
      lines.filter((line) => line.includes("mail.no-feedback") || line.includes("came back")),
    ).toHaveLength(1);
    expect(
      lines
        .filter((line) => line.includes("The form"))
        .map((line) => /The form "([\w-]+)" of cemewe/.exec(line)?.[1]),
    ).toEqual(Object.keys(cloud.pack.intake));
  });

  it("shows no value of a secret, whatever is wrong with it", async () => {
    const lines = await said(({ parameters }) =>
      Object.assign(parameters, {
        "link-key": "topsecretvalue",
        "email-hash": "changeme-hushhush",
        webhooks: "{hush",
      }),
    );
    expect(lines.length).toBeGreaterThan(2);
    expect(lines.join(" ")).not.toMatch(/topsecretvalue|hush/);
  });

  it("tells a wrong region from a missing table", async () => {
    const region = "eu-west-1";
    expect(await found(undefined, { place: { ...cloud.settings.place, region } })).toEqual([
      "problem region.wrong",
      "problem region.wrong",
    ]);
  });

  it("wants an alias, a ledger apart, and a domain of one's own", async () => {
    const { machine } = cloud.settings;
    expect(await found(undefined, { machine: machine.replace(":live", "") })).toEqual([
      "problem machine.no-alias",
    ]);
    expect(await found(undefined, { erasures: cloud.settings.table })).toEqual([
      "problem erasures.same-table",
    ]);
    const mail = { ...cloud.settings.mail, from: "onboarding@resend.dev" };
    expect(await found(undefined, { mail })).toEqual(["note mail.lent-domain"]);
  });

  it("lets a stage of one's own be without a way back", async () => {
    const change: Change = (state) => {
      state.recovery = "DISABLED";
    };
    expect(await found(change, { stage: "aino" })).toEqual(["note table.no-backup", "note table.no-backup"]);
  });

  it("looks for DMARC at the domain and at each one above it, up to that which can be bought", async () => {
    const mail = { ...cloud.settings.mail, from: "hello@letters.mentoring.example.org" };
    const of = (name: string) => (state: Cloud["state"]) =>
      void Object.assign(state, { txt: { [name]: [["v=DMARC1; p=none"]] } });
    const dmarc = async (name: string) =>
      (await found(of(name), { mail })).filter((finding) => finding.includes("dmarc"));
    expect(await dmarc("_dmarc.mentoring.example.org")).toEqual([]);
    expect(await dmarc("_dmarc.example.org")).toEqual([]);
    expect(await dmarc("_dmarc.org")).toEqual(["problem mail.no-dmarc"]);
  });

  it("never says that a deploy alone puts back what was changed by hand", async () => {
    const lines = await said((state) => {
      state.machine = undefined;
      state.expiry = { TimeToLiveStatus: "DISABLED" };
      state.tables["waymark-test"]!.DeletionProtectionEnabled = false;
    });
    expect(lines).toHaveLength(3);
    for (const line of lines)
      expect(line).toMatch(/npx sst refresh --stage NAME && npx sst deploy --stage NAME/);
  });
});

describe("the programs of a stage", () => {
  it("are missed when there are none", async () => {
    const other = await aCloud();
    try {
      await other.table.delete({ pk: "PROGRAMS", sk: "cemewe" });
      expect((await checkup(other.settings)).map(({ code }) => code)).toEqual(["program.none"]);
    } finally {
      await other.close();
    }
  });

  it("are named when this release no longer takes them", async () => {
    const other = await aCloud();
    try {
      const broken = { ...other.pack, version: "bbbbbbbbbbbb", ruleSets: {} };
      await other.store.packs.publish(broken);
      await other.store.packs.setLive("cemewe", broken.version);
      const findings = await checkup(other.settings);
      expect(findings.map(({ code }) => code)).toEqual(["program.outdated"]);
      expect(findings[0]!.message).toContain("cemewe (bbbbbbbbbbbb)");
    } finally {
      await other.close();
    }
  });
});

describe("the environment", () => {
  it("is looked through whole, and everything that is missing is named", () => {
    const names = environmentFindings({}).map(({ message }) => message.split(" ")[0]);
    expect(names.sort()).toEqual(
      [
        ...["AWS_REGION", "WAYMARK_ERASURES", "WAYMARK_MACHINE", "WAYMARK_MAIL_FROM", "WAYMARK_ORIGIN"],
        ...["WAYMARK_SECRETS", "WAYMARK_TABLE"],
      ].sort(),
    );
  });
});
