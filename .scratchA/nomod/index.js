require("left-pad-x")
