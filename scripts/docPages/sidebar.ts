import { describedRules } from "../../generator/check/ruleCatalogue.js";

/** An entry of the site's sidebar, as VitePress takes it. */
export interface SidebarEntry {
  text: string;
  link?: string;
  collapsed?: boolean;
  items?: SidebarEntry[];
}

/** A part of the site, by what a reader looks for. */
interface Part {
  text: string;
  /** Pages by their paths: those at the top one by one, those of a folder all. */
  pages: readonly (string | RegExp)[];
  collapsed?: boolean;
}

const PARTS: readonly Part[] = [
  { text: "Start", pages: ["start.md", "recipes.md", "templates.md", "fleet.md", "fleetJobs.md"] },
  { text: "Coming over", pages: [/^from\/README\.md$/, /^from\//] },
  { text: "Concepts", pages: [/^concepts\//] },
  { text: "Components", pages: [/^components\/README\.md$/, /^components\//, "ecs.md"] },
  { text: "Deployments", pages: [/^strategies\/README\.md$/, /^strategies\//] },
  { text: "Many stacks", pages: [/^fleet/] },
  { text: "When something fails", pages: [/^troubleshooting\//] },
  { text: "Commands", pages: [/^commands\/README\.md$/, /^commands\//] },
  { text: "Files and documents", pages: [/^configuration\/README\.md$/, /^configuration\//] },
  { text: "Library", pages: [/^library\//] },
  {
    text: "Policies",
    pages: ["policies/README.md", "policies/coverage.md", "policies/mutation.md", "policies.md"],
  },
];

/** Rules by what they are about, in the order of how grave they are. */
const KINDS = {
  invalid: "What AWS refuses",
  security: "Security",
  reliability: "Reliability",
  practice: "Practice",
};

/**
 * The sidebar, by what readers know.
 *
 * @param titles Titles of all pages, by their paths in docs/.
 * @throws {Error} if a page is in no part.
 */
export function sidebar(titles: ReadonlyMap<string, string>): SidebarEntry[] {
  const left = new Map(titles);
  left.delete("index.md");
  const take = (path: string): SidebarEntry[] => {
    const text = left.get(path);
    left.delete(path);
    return text === undefined ? [] : [{ text, link: linkOf(path) }];
  };
  const rules = Object.entries(KINDS).map(([kind, text]) => ({
    text,
    collapsed: true,
    items: describedRules()
      .filter((rule) => rule.kind === kind)
      .flatMap(({ name }) => take(`policies/${name}.md`)),
  }));
  const parts = PARTS.map(({ text, pages }) => {
    const items = pages.flatMap((page) => {
      const paths =
        typeof page === "string" ? [page] : [...left.keys()].filter((one) => page.test(one));
      return paths.flatMap(take);
    });
    return {
      text,
      collapsed: text !== "Start",
      items: text === "Policies" ? [...items, ...rules] : items,
    };
  });
  const [forgotten] = left.keys();
  if (forgotten !== undefined) throw new Error(`docs/${forgotten} is in no part of the sidebar`);
  return parts.filter(({ items }) => items.length > 0);
}

/** `/policies/` of `policies/README.md`. */
export function linkOf(path: string): string {
  return `/${path.replace(/README\.md$/, "").replace(/\.md$/, "")}`;
}
