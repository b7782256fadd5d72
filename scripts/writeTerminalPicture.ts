/** Writes the picture of a preview that the README shows. */
import { writeFileSync } from "node:fs";

import { PICTURE_FILE, terminalPicture } from "./terminalPicture.js";

writeFileSync(PICTURE_FILE, terminalPicture());
