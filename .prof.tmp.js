const Module=require("module");const {performance}=require("perf_hooks");
const orig=Module._load;const stack=[];const rows=[];
const lazy=(process.env.LAZY||"").split(",");
Module._load=function(r,p,m){
  if(lazy.includes(r)&&p.filename.includes("@pulumi/pulumi")) {let real;const load=()=>{ if(!real){console.log("LOADED",r,new Error().stack.split("\n").slice(3,5).join());real=orig.call(Module,r,p,m)} return real}; return new Proxy(function(){}, {get(_,k){ if(k==="__esModule")return true; return load()[k]}, has(_,k){return k in load()}, ownKeys(){return Reflect.ownKeys(load())}, getOwnPropertyDescriptor(_,k){const d=Reflect.getOwnPropertyDescriptor(load(),k); if(d) d.configurable=true; return d}})};
  const t=performance.now();const f={r,child:0};stack.push(f);
  try{return orig.apply(this,arguments)}finally{stack.pop();const d=performance.now()-t;if(stack.length)stack[stack.length-1].child+=d;rows.push([d,d-f.child,r,p&&p.filename])}};
const t=performance.now();
for (const x of process.argv.slice(2)) require(x);
console.log("total",performance.now()-t, rows.length);
if(!process.env.Q){rows.sort((a,b)=>b[0]-a[0]);for(const r of rows.slice(0,60))console.log(r[0].toFixed(1),r[1].toFixed(1),r[2],(r[3]||"").split("node_modules/").pop());}
