function d(_c: unknown, _k: string) {}
class A { @d x = 1; }
namespace N { export const y = 2; }
export const v: number = new A().x + N.y;
