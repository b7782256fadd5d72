/** A form of keys that their makers publish, so that scanners find them. */
interface SecretFormat {
  /** What such a text is, in messages. */
  readonly kind: string;
  readonly pattern: RegExp;
}

/**
 * Keys by what they begin with, and what may stand behind that. The beginnings are what the makers' documentation says, as
 * scanners such as gitleaks, secretlint and GitHub's own look for; none of their expressions is copied. A new one is a line
 * here, and one in the tests.
 */
const BY_BEGINNING: Readonly<Record<string, string>> = {
  "a 1Password token": "ops_eyJ[\\w+/-]{40}|A3-[A-Z0-9]{6}-[A-Z0-9]{6}",
  "an age key": "AGE-SECRET-KEY-1[A-Z0-9]{40}",
  "an Airtable token": "pat[A-Za-z0-9]{14}\\.[a-f0-9]{64}",
  "an Alibaba Cloud key": "LTAI[A-Za-z0-9]{12,20}\\b",
  "an Anthropic key": "sk-ant-[a-z]{3,5}\\d\\d-[\\w-]{20}",
  "an Artifactory key": "AKCp[A-Za-z0-9]{60}|cmVmd[A-Za-z0-9]{59}",
  "an Atlassian token": "ATATT3[\\w=-]{40}|ATBB[A-Za-z0-9]{24}|ATCTT3[\\w=-]{40}",
  "an AWS access key": "(?:AKIA|ASIA|ABIA|ACCA)[0-9A-Z]{16}\\b",
  "a Braintree token": "access_token\\$(?:production|sandbox)\\$[a-z0-9]{16}\\$[a-f0-9]{32}",
  "a Buildkite token": "bkua_[a-f0-9]{40}",
  "a CircleCI token": "CCI(?:PAT|PRJ)_[\\w]{20}",
  "a Clojars token": "CLOJARS_[a-f0-9]{60}",
  "a Contentful token": "CFPAT-[\\w-]{43}",
  "a Databricks token": "dapi[a-f0-9]{32}",
  "a DigitalOcean token": "do[opr]_v1_[a-f0-9]{64}",
  "a Docker token": "dckr_[op]at_[\\w-]{20}",
  "a Doppler token": "dp\\.(?:pt|st|ct|sa|scim|audit)\\.[\\w.-]{40}",
  "a Duffel token": "duffel_(?:test|live)_[\\w-]{30}",
  "a Dynatrace token": "dt0[a-z]\\d\\d\\.[A-Z0-9]{24}\\.[A-Z0-9]{64}",
  "an EasyPost key": "EZ[AT]K[A-Za-z0-9]{54}",
  "a Figma token": "figd_[\\w-]{40}",
  "a Flutterwave key": "FLWSECK(?:_TEST)?-[a-f0-9]{12}",
  "a Fly.io token": "fm[12]a?_[\\w+/=-]{40}|fo1_[\\w-]{40}",
  "a GitHub token": "gh[oprsu]_[A-Za-z0-9]{20}|github_pat_\\w{20}",
  "a GitLab token":
    "gl(?:pat|dt|cbt|rt|ft|imt|agent|oas|ptt|soat|ffct)-[\\w-]{16}|GR1348941[\\w-]{20}",
  "a Google API key": "AIza[\\w-]{35}",
  "a Google token": "ya29\\.[\\w-]{20}|GOCSPX-[\\w-]{28}",
  "a Grafana token": "gl(?:c|sa)_[A-Za-z0-9+/=_]{32}",
  "a Groq key": "gsk_[A-Za-z0-9]{40}",
  "a HashiCorp token": "hv[sbr]\\.[\\w-]{24}|[A-Za-z0-9]{14}\\.atlasv1\\.[\\w-]{40}",
  "a Heroku key": "HRKU-[\\w-]{36}",
  "a Honeycomb key": "hc[a-z](?:ik|mk)_[A-Za-z0-9]{32}",
  "a Hugging Face token": "hf_[A-Za-z0-9]{34}|api_org_[A-Za-z0-9]{34}",
  "an Infracost key": "ico-[A-Za-z0-9]{32}",
  "a LangSmith key": "lsv2_(?:pt|sk)_[a-f0-9]{32}",
  "a LaunchDarkly key": "sdk-[a-f0-9]{8}-[a-f0-9]{4}-[a-f0-9]{4}-[a-f0-9]{4}-[a-f0-9]{12}",
  "a HubSpot token": "pat-[a-z]{2}\\d-[a-f0-9]{8}-[a-f0-9-]{27}",
  "a Linear key": "lin_(?:api|oauth)_[A-Za-z0-9]{40}",
  "a Mailchimp key": "[a-f0-9]{32}-us\\d{1,2}\\b",
  "a Mailgun key": "key-[a-f0-9]{32}\\b",
  "a MailerSend token": "mlsn\\.[a-f0-9]{64}",
  "a Mapbox secret token": "sk\\.eyJ[\\w-]{20}",
  "a Neon key": "napi_[a-z0-9]{40}",
  "a Netlify token": "nf[pcu]_[A-Za-z0-9]{36}",
  "a New Relic key": "NR(?:AK|AL|II|IQ|RA|SP)-[A-Za-z0-9_-]{27}",
  "a Notion token": "ntn_[A-Za-z0-9]{40}|secret_[A-Za-z0-9]{43}\\b",
  "an npm token": "npm_[A-Za-z0-9]{36}\\b",
  "a NuGet key": "oy2[a-z0-9]{43}\\b",
  "an OpenAI key":
    "sk-(?:proj|svcacct|admin|None)-[\\w-]{20}|sk-[A-Za-z0-9]{20}T3BlbkFJ|sk-[A-Za-z0-9]{32,64}\\b",
  "an OpenRouter key": "sk-or-v1-[a-f0-9]{40}",
  "a Perplexity key": "pplx-[A-Za-z0-9]{40}",
  "a Pinecone key": "pcsk_[\\w]{40}",
  "a PlanetScale token": "pscale_(?:tkn|pw|oauth)_[\\w.=-]{32}",
  "a Postman key": "PMAK-[a-f0-9]{24}-[a-f0-9]{34}",
  "a Prefect key": "pn[ub]_[A-Za-z0-9]{36}",
  "a Pulumi token": "pul-[a-f0-9]{40}",
  "a PyPI token": "pypi-[\\w-]{50}",
  "a ReadMe key": "rdme_[a-z0-9]{70}",
  "a Replicate token": "r8_[A-Za-z0-9]{37}",
  "a Resend key": "re_[A-Za-z0-9]{8}_[A-Za-z0-9]{20}",
  "a RubyGems key": "rubygems_[a-f0-9]{48}",
  "a SendGrid key": "SG\\.[\\w-]{22}\\.[\\w-]{43}",
  "a Brevo key": "xkeysib-[a-f0-9]{64}|xsmtpsib-[a-f0-9]{64}",
  "a Sentry token": "sntry[su]_[\\w+/=-]{40}",
  "a Shippo token": "shippo_(?:live|test)_[a-f0-9]{40}",
  "a Shopify token": "shp(?:at|ca|pa|ss)_[a-fA-F0-9]{32}",
  "a Slack token":
    "xox[abeoprs]-[\\w.-]{8}|xapp-\\d-[A-Z0-9]{8}|hooks\\.slack\\.com/(?:services|workflows|triggers)/\\w+/\\w+/\\w+",
  "a Sonar token": "sq[aup]_[a-f0-9]{40}",
  "a Sourcegraph token": "sgp_(?:[a-f0-9]{16}_|local_)?[a-f0-9]{40}",
  "a Square token": "sq0(?!idp)[a-z]{3}-[\\w-]{22}|EAAA[\\w-]{60}",
  "a Stripe key":
    "[rs]k_(?:live|prod)_[A-Za-z0-9]{8}|[rs]k_test_[A-Za-z0-9]{16}|whsec_[\\w+/=-]{24}",
  "a Supabase key": "sbp_[a-f0-9]{40}|sb_secret_[\\w-]{20}",
  "a Tailscale key": "tskey-[a-z]{3,9}-[\\w-]{20}",
  "a Telegram token": "\\d{8,10}:AA[\\w-]{32}",
  "a Twilio key": "SK[a-f0-9]{32}\\b",
  "a Typeform token": "tfp_[\\w.-]{40}",
  "an xAI key": "xai-[A-Za-z0-9]{40}",
  "a Yandex Cloud key": "AQVN[\\w-]{35}|y0_[\\w-]{50}|t1\\.[A-Z0-9a-z_-]{20,200}\\.[\\w-]{60}",
};

/** What begins within a text, and not in the midst of another word. */
function beginning(pattern: string): RegExp {
  return new RegExp(`(?<![A-Za-z0-9])(?:${pattern})`);
}

const ANY_BEGINNING = beginning(Object.values(BY_BEGINNING).join("|"));

const byBeginning: readonly SecretFormat[] = Object.entries(BY_BEGINNING).map(
  ([kind, pattern]) => ({ kind, pattern: beginning(pattern) }),
);

/** The kind of key that a text holds anywhere; nothing where it holds none. */
export function secretFormat(value: string): string | undefined {
  const found = (formats: readonly SecretFormat[]) =>
    formats.find(({ pattern }) => pattern.test(value))?.kind;
  // Most texts hold none, which one look tells.
  return (ANY_BEGINNING.test(value) ? found(byBeginning) : undefined) ?? found(OTHERS);
}

const OTHERS: readonly SecretFormat[] = [
  { kind: "a private key", pattern: /-----BEGIN [A-Z ]{0,40}PRIVATE KEY|PuTTY-User-Key-File-\d:/ },
  // From where a token begins alone: each text is looked through once.
  { kind: "a JSON web token", pattern: /(?<![\w-])eyJ[\w-]{8,}\.[\w-]{8,}\./ },
  {
    kind: "a Microsoft Entra secret",
    pattern: /(?<![\w~.-])[\w~.]{3}\dQ~[\w~.-]{31,34}(?![\w~.-])/,
  },
  {
    kind: "a Discord token",
    pattern:
      /(?<![\w.-])[MNO][A-Za-z\d_-]{23,27}\.[\w-]{6}\.[\w-]{27,38}(?![\w-])|discord(?:app)?\.com\/api\/webhooks\/\d+\/[\w-]{20}/,
  },
  // Of a connection string: `…;Password=…;`, but for what is filled in when the program runs.
  {
    kind: "a connection string with a password",
    pattern:
      /(?:^|[;?&\s])(?:Password|Pwd|AccountKey|SharedAccessKey|SharedSecret)\s?=\s?(?![\s;$<{[*%]|$)[^\s;]{4}/i,
  },
  // Whoever has the address may post there. The host comes first, so that nothing is tried from each letter.
  {
    kind: "a webhook's address",
    pattern:
      /\.webhook\.office\.com\/webhookb2\/[\w@-]{36,80}\/IncomingWebhook\/\w{32}|\bhooks\.zapier\.com\/hooks\/catch\/\d+\/\w+|\bchat\.googleapis\.com\/v1\/spaces\/[^\s?]{1,40}\/messages\?[^\s]{0,80}\btoken=[\w%-]{20}/,
  },
  // Of crypt(3) and Apache, with salt and hash: `$2y$05$…`, `$apr1$…$…`.
  {
    kind: "a hashed password",
    pattern:
      /\$(?:2[abxy]\$\d\d\$[./A-Za-z0-9]{53}|(?:apr1|[156y])\$[^\s$:]{2,100}\$[./A-Za-z0-9$]{20})/,
  },
  { kind: "a signature of Azure", pattern: /[?&]sig=[A-Za-z0-9%+/]{30}/ },
  {
    kind: "a header that signs in",
    pattern: /\b(?:Bearer|Basic) (?![$<{[])(?=[A-Za-z+/_.~-]{0,60}\d)[A-Za-z0-9+/_.~-]{16}/,
  },
  // A password that starts with one of these, or is masked, is filled in when the program runs. The slashes come first,
  // so that no scheme is tried from each of its letters.
  {
    kind: "a URL with a password",
    pattern: /(?<=[a-z0-9+.-]):\/\/[^\s/:@]*:(?![$<{[]|\*+@)[^\s/@]+@/i,
  },
];
