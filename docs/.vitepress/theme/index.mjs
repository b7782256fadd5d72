// Without the theme's own font: pages look as the reader's system does, and load nothing.
import DefaultTheme from "vitepress/theme-without-fonts";

import "./style.css";

export default DefaultTheme;
