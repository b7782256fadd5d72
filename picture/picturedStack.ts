import type { PricedResource } from "../cost/stackResources.js";
import { marked, StackResources } from "../cost/stackResources.js";
import type { ReadResource } from "../cost/stackResources.js";
import { Reader, whenReadable } from "../policies/resource/reader.js";
import type { ReviewedResource } from "../policies/resource/reviewedResource.js";
import { idOf, ReviewedStack } from "../policies/resource/reviewedStack.js";

/** A resource as a preview tells it, with what others name it by where that is known. */
export interface PicturedResource extends PricedResource {
  id?: string | undefined;
  arn?: string | undefined;
}

/** A resource whose inputs are read leaf by leaf. */
export interface StackPart {
  readonly resource: ReviewedResource;
  readonly inputs: Reader;
}

/** The elements of a list; none where it is not known. */
export function elementsOf(leaf: Reader): readonly Reader[] {
  return whenReadable(() => leaf.list()) ?? [];
}

/** A text; nothing where it is not known. */
export function textOf(leaf: Reader): string | undefined {
  return whenReadable(() => leaf.string());
}

/** The resources of a stack, and which of them a property names. */
export class PicturedStack {
  /** As costs are told from them. */
  readonly counted: StackResources;
  /** As policies read them. */
  readonly reviewed: ReviewedStack;
  private readonly byUrn: ReadonlyMap<string, ReadResource>;

  constructor(resources: readonly PicturedResource[]) {
    this.counted = new StackResources(resources, "");
    this.byUrn = new Map(this.counted.all.map((one) => [one.urn, one]));
    this.reviewed = new ReviewedStack(
      resources.map(({ urn, type, name, inputs, id, arn }) => {
        return { urn, type, name, properties: marked(inputs), id, arn };
      }),
    );
  }

  /** All of these types, in the order of their URNs. */
  of(...types: readonly string[]): StackPart[] {
    return this.reviewed.ofTypes(...types).map(partOf);
  }

  /** The one resource of these types that a property names. */
  named(from: StackPart, leaf: Reader, ...types: readonly string[]): StackPart | undefined {
    const ids = whenReadable(() => idOf(leaf));
    if (!ids) return undefined;
    const { certain } = this.reviewed.referred(from.resource, ids, ...types);
    const [only] = certain;
    return only && certain.length === 1 ? partOf(only) : undefined;
  }

  /** The one resource of these types that has an id, an ARN or a name. */
  called(from: StackPart, text: string, ...types: readonly string[]): StackPart | undefined {
    return this.named(from, Reader.of({ text }).get("text"), ...types);
  }

  /** A resource as costs are told from it. */
  read({ resource }: StackPart): ReadResource | undefined {
    return this.byUrn.get(resource.urn);
  }

  /** What a property names, by the resource or else by the text; nothing where neither is known. */
  keyOf(from: StackPart, leaf: Reader, ...types: readonly string[]): string | undefined {
    return this.named(from, leaf, ...types)?.resource.urn ?? textOf(leaf);
  }
}

function partOf(resource: ReviewedResource): StackPart {
  return { resource, inputs: Reader.of(resource.properties) };
}
