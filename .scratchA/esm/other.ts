export const x: number = 4; enum E { A }; export { E };
