import { copyFileSync, existsSync, mkdirSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join, relative } from "node:path";
import { fileURLToPath } from "node:url";
import { defineConfig } from "vitepress";

const here = dirname(fileURLToPath(import.meta.url));
const root = join(here, "../..");
const read = (path) => JSON.parse(readFileSync(path, "utf8"));
const manifest = read(join(root, "package.json"));
const repository = manifest.homepage.replace("#readme", "");

// Drawn as in reports; Vue takes no style in a page, so that all pages have it at their head.
const built = createRequire(import.meta.url);
const { timelineDrawer, timelineStyle } = built("../../dist/generator/review/timelineSvg.js");
const { timelineIn } = built("../../dist/scripts/docPages/timelineCsv.js");
const draw = await timelineDrawer();

const icon = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32"><path fill="#4660b8" d="M3 15h26l-4 8H7zM15 4h2v9h-2zM3 28l26-3v3z"/></svg>`;

/**
 * Words as readers look for them: `ECS.5`, `image-pinned` and `--baseline` as a whole and in their parts. The site's search runs it in
 * the browser, so that it may use nothing from around it.
 */
function tokenize(text) {
  return text.split(/[\s`"'“”‘’()[\]{}<>,;:!?|=*]+/u).flatMap((word) => {
    const whole = word.replace(/^[./\\]+|[.\-/\\]+$/gu, "");
    const parts = whole.split(/[^\p{L}\p{N}]+/u);
    return (parts.length > 1 ? [whole, ...parts] : [whole]).filter((part) => part !== "");
  });
}

export default defineConfig({
  title: "Slipway",
  description: manifest.description,
  lang: "en",
  base: process.env.SITE_BASE ?? "/",
  srcExclude: ["example-template/**", "examples/**", "node_modules/**"],
  rewrites: { ":folder/README.md": ":folder/index.md" },
  // A ship on its slip; a file of its own would be one more request.
  head: [
    ["link", { rel: "icon", href: `data:image/svg+xml,${encodeURIComponent(icon)}` }],
    ["style", {}, timelineStyle(".dark")],
  ],
  themeConfig: {
    sidebar: read(join(here, "sidebar.json")),
    outline: { level: [2, 3] },
    nav: [
      { text: "Start", link: "/start" },
      { text: "Components", link: "/components/" },
      { text: "Deployments", link: "/strategies/" },
      { text: "Commands", link: "/commands/" },
      { text: "Policies", link: "/policies/" },
    ],
    socialLinks: [{ icon: "github", link: repository }],
    search: {
      provider: "local",
      options: {
        miniSearch: {
          options: { tokenize },
          searchOptions: {
            prefix: true,
            fuzzy: (term) => (term.length > 4 ? 0.2 : false),
            boost: { title: 4, text: 2, titles: 1 },
          },
        },
      },
    },
  },
  markdown: {
    // Those whose colours have the contrast of AA.
    theme: { light: "github-light-high-contrast", dark: "github-dark-high-contrast" },
    config(markdown) {
      const { fence, code_inline: code, link_open: link, text } = markdown.renderer.rules;
      // What is no page, such as an example's folder, is in the repository.
      markdown.renderer.rules.link_open = (tokens, index, options, env, self) => {
        const href = tokens[index].attrGet("href") ?? "";
        const file = join(dirname(env.path ?? ""), href);
        if (/^[^#/:][^#:]*$/.test(href) && !href.includes(".md") && existsSync(file)) {
          tokens[index].attrSet("href", `${repository}/tree/main/${relative(root, file)}`);
        }
        return link(tokens, index, options, env, self);
      };
      // Pages are documents and no templates of Vue.
      const plain = (html) => html.replaceAll("{{", "&#123;&#123;");
      markdown.renderer.rules.text = (...given) => plain(text(...given));
      markdown.renderer.rules.code_inline = (...given) => plain(code(...given));
      markdown.renderer.rules.fence = (tokens, index, ...rest) => {
        const { info, content } = tokens[index];
        return info.trim() === "timeline"
          ? `<div v-pre>${draw(timelineIn(content))}</div>\n`
          : fence(tokens, index, ...rest);
      };
    },
  },
  /** Beside the pages stand the JSON Schemas, by the names that the package exports them by. */
  buildEnd({ outDir }) {
    mkdirSync(join(outDir, "schemas"), { recursive: true });
    for (const [key, file] of Object.entries(manifest.exports)) {
      if (key.startsWith("./schemas/")) copyFileSync(join(root, file), join(outDir, key));
    }
  },
});
