/// The page's main paths in Debian's Firefox.

import { firefox } from './firefox.ts';
import { mainPaths } from './main-paths.ts';

mainPaths('Firefox', firefox);
