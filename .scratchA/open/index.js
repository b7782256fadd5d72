setInterval(()=>{},1000); require("http").createServer().listen(0);exports.a=1
