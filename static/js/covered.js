// Before anything is shown: a page that was covered is still covered when it is loaded again.
if (localStorage.getItem("covered")) document.documentElement.dataset.covered = "";
