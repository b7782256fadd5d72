import { digestFault, parseImageReference } from "../../components/image/rules/imageReference.js";
import { matchesGlob } from "../../components/rules/glob.js";
import { flag, texts } from "../parameterSchema.js";
import type { Rule } from "../rule.js";
import type { ContainerView } from "../views/containerView.js";

/** Every task of a revision runs the same image: a tag, or better a digest, says which. */
export const imagePinned: Rule<{ requireDigest: boolean; allowedRegistries: string[] }> = {
  name: "image-pinned",
  description: "Containers run an image that a tag or a digest pins.",
  kind: "reliability",
  severity: "medium",
  enforcementLevel: "advisory",
  remediationSteps:
    "Name the image by its digest, as 'uri' of a slipway DockerImage does, or by a tag that is never moved.",
  url: "https://docs.aws.amazon.com/AmazonECS/latest/developerguide/container-considerations.html",
  sources: ["O19"],
  parameters: {
    requireDigest: flag("Whether a tag is too little, as it may move to another image.", false),
    allowedRegistries: texts(
      "Hosts of registries that images may come from; * stands for any characters. Empty allows all.",
      [],
      ["*.dkr.ecr.*.amazonaws.com"],
    ),
  },
  task(task, { parameters, check, forEach }) {
    forEach(task.containers, (container) => {
      check(() => pinProblem(container, parameters.requireDigest));
      if (parameters.allowedRegistries.length === 0) return;
      check(() => registryProblem(container, parameters.allowedRegistries));
    });
  },
};

function pinProblem(container: ContainerView, requireDigest: boolean): string | undefined {
  const image = container.image();
  if (image === undefined) return undefined;
  const { tag, digest } = parseImageReference(image);
  const { text, name } = shown(image, container);
  const start = `${container.label} runs ${text}`;
  if (digest !== undefined) {
    const fault = digestFault(digest);
    return fault === undefined
      ? undefined
      : `${start}, which no task can pull: it ${fault}, as in '${name}@sha256:…'`;
  }
  if (requireDigest) return `${start} by no digest: name it as '${name}@sha256:…'`;
  if (tag === undefined || tag === "") {
    return `${start}, which has no tag: pin a version, for example '${name}:1.2.3'`;
  }
  if (tag !== "latest") return undefined;
  return `${start}, whose tag 'latest' moves: pin a version, for example '${name}:1.2.3'`;
}

function registryProblem(container: ContainerView, allowed: readonly string[]): string | undefined {
  const image = container.image();
  if (image === undefined) return undefined;
  const { registry } = parseImageReference(image);
  if (allowed.some((glob) => matchesGlob(glob, registry))) return undefined;
  const hosts = allowed.map((glob) => `'${glob}'`).join(", ");
  const from = container.isImageHidden() ? "" : ` of registry '${registry}'`;
  return `${container.label} runs ${shown(image, container).text}${from}, which is not allowed: take it from ${hosts}`;
}

/** The image as messages show it, and its name without tag and digest. */
function shown(image: string, container: ContainerView): { text: string; name: string } {
  if (container.isImageHidden()) return { text: "a secret image", name: "[secret]" };
  const [name = ""] = image.split("@", 1);
  return { text: `image '${image}'`, name: name.replace(/:[^/:]*$/, "") };
}
