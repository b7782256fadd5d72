import type { CheckResult, Place, PlaceInFile } from "../checkResult.js";
import { groupedFindings, placesInFiles, resourceNames } from "../checkResult.js";
import { isMandatory } from "../../../policies/rule.js";

/**
 * A result as commands of GitHub's workflows, each of which is an annotation: an error where the policy is mandatory, and
 * a warning for advice. What is accepted or exempt is a notice, so that it leaves a trace.
 *
 * @see https://docs.github.com/actions/reference/workflow-commands-for-github-actions#setting-an-error-message
 */
export function githubReport(result: CheckResult): string {
  const { violations, exempted } = result;
  const nameOf = resourceNames(result);
  const found = groupedFindings(violations).flatMap((rule) =>
    rule.messages.flatMap(({ message, accepted, places }) =>
      annotatedPlaces(places).map((place) => {
        const names = [...new Set(place.urns.map(nameOf))].join(", ");
        const lines = [`${names}: ${message}`, rule.remedy, rule.url];
        const text = lines.filter((line) => line !== undefined).join("\n");
        const level = isMandatory(rule) ? "error" : "warning";
        return annotation(accepted ? "notice" : level, place, rule.policy, text);
      }),
    ),
  );
  const letBe = exempted.flatMap(({ policy, urn, message, reason, expires, ...place }) => {
    const text = `${nameOf(urn)}: ${message}\nexempt until ${expires}: ${reason}`;
    const places = placesInFiles([{ ...place, urn }]);
    return places.map((at) => annotation("notice", at, policy, text));
  });
  return [...found, ...letBe].join("\n");
}

/**
 * GitHub shows few annotations of a step: lines of a program have one each, and of files that are known without lines the
 * first speaks for all.
 */
function annotatedPlaces(places: readonly Place[]): PlaceInFile[] {
  const [first, ...others] = placesInFiles(places);
  if (first === undefined || first.line !== undefined) return placesInFiles(places);
  return [{ ...first, urns: [...first.urns, ...others.flatMap(({ urns }) => urns)] }];
}

function annotation(
  level: string,
  { file, line = 1, column }: PlaceInFile,
  title: string,
  message: string,
): string {
  const start = column === undefined ? "" : `col=${column},`;
  const place = `file=${property(file)},line=${line},${start}`;
  return `::${level} ${place}title=${property(title)}::${data(message)}`;
}

/** As GitHub's own toolkit escapes them. */
function data(text: string): string {
  return text.replaceAll("%", "%25").replaceAll("\r", "%0D").replaceAll("\n", "%0A");
}

function property(text: string): string {
  return data(text).replaceAll(":", "%3A").replaceAll(",", "%2C");
}
