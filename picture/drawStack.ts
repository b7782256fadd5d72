import { condense } from "./condense.js";
import { drawBalancers } from "./drawBalancers.js";
import { drawNeeds } from "./drawNeeds.js";
import { drawOpenings } from "./drawOpenings.js";
import { Subnets } from "./drawSubnets.js";
import { drawTasks } from "./drawTasks.js";
import type { Picture } from "./picture.js";
import { Drawing } from "./picture.js";
import type { PicturedResource } from "./picturedStack.js";
import { PicturedStack } from "./picturedStack.js";

/**
 * The picture of a stack: what there is and what flows between it. Pure: it reads what a preview found and nothing else, so
 * that resources look the same whether a component made them or a program did, and in whatever order they were made.
 */
export function drawStack(resources: readonly PicturedResource[]): Picture {
  const stack = new PicturedStack(resources);
  const drawing = new Drawing();
  const subnets = new Subnets(stack, drawing);
  drawBalancers(stack, drawing, subnets);
  const tasks = drawTasks(stack, drawing, subnets);
  drawNeeds(stack, drawing, tasks);
  drawOpenings(stack, drawing, tasks);
  return condense(drawing.finished());
}
