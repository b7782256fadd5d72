module.exports = async () => { await new Promise(() => {}); }
