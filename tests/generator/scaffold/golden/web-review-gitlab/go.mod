module service

go 1.25
