import { csharpProgram } from "./csharpProgram.js";
import type { ExampleProgram } from "./exampleProgram.js";
import { goProgram } from "./goProgram.js";
import { javaProgram } from "./javaProgram.js";
import { pythonProgram } from "./pythonProgram.js";

/** A language that programs are made in, beside those that they are written in. */
export interface ProgramLanguage {
  /** What people call it. */
  title: string;
  /** What Markdown's readers call it. */
  fence: string;
  /** The file of a program that Pulumi runs. */
  file: string;
  write: (program: ExampleProgram) => string;
}

/** The languages, in the order in which pages show them. */
export const PROGRAM_LANGUAGES: readonly ProgramLanguage[] = [
  { title: "Python", fence: "python", file: "__main__.py", write: pythonProgram },
  { title: "Go", fence: "go", file: "main.go", write: goProgram },
  { title: "C#", fence: "csharp", file: "Program.cs", write: csharpProgram },
  { title: "Java", fence: "java", file: "App.java", write: javaProgram },
];
